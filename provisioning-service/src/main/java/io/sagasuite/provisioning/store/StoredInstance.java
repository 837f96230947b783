package io.sagasuite.provisioning.store;

import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.InstanceState;
import org.jspecify.annotations.Nullable;

/// An instance as it is recorded, for those who work on it.
///
/// @param partsLeft whether something of it may still be there
/// @param endpoint where it answers, once that is known
public record StoredInstance(
    InstanceSpec spec, InstanceState state, boolean partsLeft, @Nullable StoredEndpoint endpoint) {

  /// Where it answers.
  ///
  /// @param dnsName its name, if it has one
  public record StoredEndpoint(String host, int port, @Nullable String dnsName) {}

  public InstanceRef ref() {
    return spec.ref();
  }
}
