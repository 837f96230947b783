/// Connections to instances, one at a time, to see whether they answer.
@NullMarked
package io.sagasuite.provisioning.connection;

import org.jspecify.annotations.NullMarked;
