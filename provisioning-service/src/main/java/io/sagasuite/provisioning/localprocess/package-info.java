/// Instances as processes of this machine: a real PostgreSQL server each, with a folder of its own.
/// Nothing is remembered but what the folders and the running processes themselves tell, so a
/// service that was killed finds everything again.
@NullMarked
package io.sagasuite.provisioning.localprocess;

import org.jspecify.annotations.NullMarked;
