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

/// Decides whether there is anything to delete, and has nothing else become of the instance from
/// then on. What is still being created has to come to its end first.
@Singleton
final class BeginDeleteHandler implements CommandHandler {

  private final InstanceStore instances;
  private final StateStore states;

  BeginDeleteHandler(InstanceStore instances, StateStore states) {
    this.instances = instances;
    this.states = states;
  }

  @Override
  public String command() {
    return "BeginDelete";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return OneByOne.handle(
        commands,
        command ->
            instances
                .lock(tx, CommandInput.of(command).instanceId())
                .chain(found -> begin(tx, found)));
  }

  private Uni<HandlerResult> begin(LocalTransaction tx, Optional<StoredInstance> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(result(false));
    }
    StoredInstance instance = found.get();
    return switch (instance.state()) {
      case CREATING ->
          Uni.createFrom()
              .item(
                  new HandlerResult.Failed("instance_busy", "The instance is still being created"));
      case RUNNING -> delete(tx, instance);
      case FAILED ->
          instance.partsLeft() ? delete(tx, instance) : Uni.createFrom().item(result(false));
      case DELETING -> Uni.createFrom().item(result(true));
      case DELETED -> Uni.createFrom().item(result(false));
    };
  }

  private Uni<HandlerResult> delete(LocalTransaction tx, StoredInstance instance) {
    return states
        .change(tx, instance, InstanceState.DELETING, "Deletion began")
        .replaceWith(result(true));
  }

  private static HandlerResult result(boolean found) {
    return new HandlerResult.Done(Map.of("found", found));
  }
}
