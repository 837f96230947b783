package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StateStore;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Notes that an instance is gone: its names are free, its password is forgotten, its record stays.
@Singleton
final class CompleteDeleteHandler implements CommandHandler {

  private final InstanceStore instances;
  private final StateStore states;

  CompleteDeleteHandler(InstanceStore instances, StateStore states) {
    this.instances = instances;
    this.states = states;
  }

  @Override
  public String command() {
    return "CompleteDelete";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return OneByOne.handle(
        commands,
        command ->
            instances
                .lock(tx, CommandInput.of(command).instanceId())
                .chain(found -> complete(tx, found)));
  }

  private Uni<HandlerResult> complete(LocalTransaction tx, Optional<StoredInstance> found) {
    HandlerResult done = new HandlerResult.Done(Map.of());
    if (found.isEmpty()) {
      return Uni.createFrom().item(done);
    }
    StoredInstance instance = found.get();
    return switch (instance.state()) {
      case DELETED -> Uni.createFrom().item(done);
      case DELETING ->
          states
              .change(tx, instance, InstanceState.DELETED, "Instance deleted")
              .chain(() -> states.forgetPassword(tx, instance.ref().instanceId()))
              .replaceWith(done);
      case CREATING, RUNNING, FAILED ->
          Uni.createFrom()
              .item(
                  new HandlerResult.Rejected(
                      "not_deleting",
                      "Only what is being deleted can be gone; it is " + instance.state().word()));
    };
  }
}
