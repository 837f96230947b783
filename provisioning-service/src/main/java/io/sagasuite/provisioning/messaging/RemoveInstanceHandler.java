package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StoredInstance;
import io.sagasuite.saga.decision.Direction;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/// Removes every part of an instance and waits until all are really gone. As a step it takes only
/// what is being deleted, or is wanted by nobody; as a compensation it undoes a deployment.
@Singleton
final class RemoveInstanceHandler implements DeferredHandler {

  private final InstanceDesk desk;
  private final InstanceStore instances;

  RemoveInstanceHandler(InstanceDesk desk, InstanceStore instances) {
    this.desk = desk;
    this.instances = instances;
  }

  @Override
  public String command() {
    return "RemoveInstance";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      CommandInput input = CommandInput.of(command);
      Optional<StoredInstance> found = desk.find(input.instanceId());
      if (found.isPresent() && !mayGo(command.direction(), found.get().state())) {
        return DeferredResult.rejected(
            "instance_wanted", "The instance is " + found.get().state().word());
      }
      return remove(found.map(StoredInstance::ref).orElseGet(input::ref));
    });
  }

  private static boolean mayGo(Direction direction, InstanceState state) {
    return switch (state) {
      case CREATING -> direction == Direction.COMPENSATE;
      case RUNNING -> false;
      case DELETING, DELETED, FAILED -> true;
    };
  }

  private DeferredResult remove(InstanceRef ref) {
    boolean removed = desk.provisioner().remove(ref, InstanceDesk.WAIT);
    return DeferredResult.done(Map.of("removed", removed))
        .writing(tx -> instances.parts(tx, ref.instanceId(), false));
  }
}
