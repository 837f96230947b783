package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StateStore;
import io.sagasuite.provisioning.store.StateStore.Failure;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Makes a running instance whole again as long as its data is there. Without its data it has
/// failed, and says so: never does an empty database take its place.
@Singleton
final class RunningRepair {

  private static final Failure DATA_LOST =
      new Failure("data_lost", "The data of the instance is gone");

  private final InstanceDesk desk;
  private final InstanceStore instances;
  private final StateStore states;

  RunningRepair(InstanceDesk desk, InstanceStore instances, StateStore states) {
    this.desk = desk;
    this.instances = instances;
    this.states = states;
  }

  Repair repair(InstanceRef ref) {
    Optional<StoredInstance> recorded =
        desk.find(ref.instanceId()).filter(RunningRepair::isRunning);
    if (recorded.isEmpty()) {
      return Repair.NONE;
    }
    StoredInstance instance = recorded.get();
    if (desk.provisioner().find(instance.ref()).filter(FoundInstance::complete).isPresent()) {
      return Repair.NONE;
    }
    if (!desk.provisioner().hasData(instance.ref())) {
      return new Repair("marked_failed", tx -> fail(tx, instance));
    }
    desk.provisioner().deploy(instance.spec(), desk.password(instance));
    return Repair.of("redeployed");
  }

  private Uni<Void> fail(LocalTransaction tx, StoredInstance instance) {
    return instances
        .lock(tx, instance.ref().instanceId())
        .chain(now ->
            now.filter(RunningRepair::isRunning)
                .map(still -> states.fail(tx, still, DATA_LOST))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private static boolean isRunning(StoredInstance instance) {
    return instance.state() == InstanceState.RUNNING;
  }
}
