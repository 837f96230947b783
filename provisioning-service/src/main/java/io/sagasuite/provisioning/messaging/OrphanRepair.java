package io.sagasuite.provisioning.messaging;

import io.sagasuite.provisioning.instance.DriftFinder;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.store.InstanceStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Removes what nobody wants, and only that: a record that wants it, or parts that are young, leave
/// it alone.
@Singleton
final class OrphanRepair {

  private final InstanceDesk desk;
  private final InstanceStore instances;
  private final Duration grace;

  OrphanRepair(
      InstanceDesk desk,
      InstanceStore instances,
      @ConfigProperty(name = "suite.drift.grace") Duration grace) {
    this.desk = desk;
    this.instances = instances;
    this.grace = grace;
  }

  Repair repair(InstanceRef ref) {
    Optional<FoundInstance> found = desk.provisioner().find(ref);
    boolean wanted =
        desk.find(ref.instanceId()).filter(record -> record.state().isWanted()).isPresent();
    if (found.isEmpty() || wanted || !new DriftFinder(grace, Instant.now()).isOld(found.get())) {
      return Repair.NONE;
    }
    desk.provisioner().remove(found.get().ref(), InstanceDesk.WAIT);
    return new Repair("removed", tx -> instances.parts(tx, ref.instanceId(), false));
  }
}
