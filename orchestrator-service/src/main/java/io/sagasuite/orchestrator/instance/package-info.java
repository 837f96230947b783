/// Managed PostgreSQL at the door: what an instance is, when it is refused, and how it reads. All
/// that is written are sagas; provisioning is only read from. A password is sealed here before it
/// is put anywhere, and nothing in this package can open it again.
@NullMarked
package io.sagasuite.orchestrator.instance;

import org.jspecify.annotations.NullMarked;
