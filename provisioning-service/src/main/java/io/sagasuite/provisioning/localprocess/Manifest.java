package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.InstanceSpec;
import java.time.Instant;

/// What an instance's folder says of itself. Never a password.
///
/// @param asked what was asked for; what a local process cannot have, such as a size, stays a wish
/// @param port the one it listens on
/// @param version of the programs that made its data
record Manifest(InstanceSpec asked, int port, String version, Instant madeAt) {

  Manifest onPort(int other) {
    return new Manifest(asked, other, version, madeAt);
  }
}
