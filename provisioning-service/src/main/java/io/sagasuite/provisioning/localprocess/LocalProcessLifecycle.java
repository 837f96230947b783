package io.sagasuite.provisioning.localprocess;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/// Lets servers run with the service where instances are local processes: those of an earlier run
/// are found or started again, and an orderly end stops them all.
@Singleton
final class LocalProcessLifecycle {

  private final Instance<LocalProcessProvisioner> provisioner;

  LocalProcessLifecycle(Instance<LocalProcessProvisioner> provisioner) {
    this.provisioner = provisioner;
  }

  void start(@Observes StartupEvent started) {
    if (provisioner.isResolvable()) {
      provisioner.get().open();
    }
  }

  void stop(@Observes ShutdownEvent stops) {
    if (provisioner.isResolvable()) {
      provisioner.get().close();
    }
  }
}
