package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.InboxStore;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StateStore;
import io.sagasuite.provisioning.store.StateStore.Failure;
import io.sagasuite.provisioning.store.StoredInstance;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Undoes a reservation: the instance has failed, for the reason that this service itself last
/// answered, stays to be seen, and lets go of its names.
@Singleton
final class ReleaseInstanceHandler implements CommandHandler {

  private static final Failure UNDONE = new Failure("undone", "The creation was undone");

  private final InstanceStore instances;
  private final StateStore states;
  private final InboxStore inbox;

  ReleaseInstanceHandler(InstanceStore instances, StateStore states, InboxStore inbox) {
    this.instances = instances;
    this.states = states;
    this.inbox = inbox;
  }

  @Override
  public String command() {
    return "ReleaseInstance";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return OneByOne.handle(
        commands,
        command ->
            instances
                .lock(tx, CommandInput.of(command).instanceId())
                .chain(found -> release(tx, command, found))
                .replaceWith(new HandlerResult.Done(Map.of())));
  }

  private Uni<Void> release(
      LocalTransaction tx, CommandMessage command, Optional<StoredInstance> found) {
    if (found.isEmpty() || found.get().state() != InstanceState.CREATING) {
      return Uni.createFrom().voidItem();
    }
    StoredInstance instance = found.get();
    return inbox
        .lastRefusal(tx, command.sagaId())
        .chain(refusal ->
            states.fail(tx, instance, refusal.map(ReleaseInstanceHandler::reason).orElse(UNDONE)))
        .chain(() -> states.forgetPassword(tx, instance.ref().instanceId()));
  }

  private static Failure reason(HandledCommand refused) {
    return switch (refused.outcome()) {
      case Outcome.Rejected no -> new Failure(no.code(), no.message());
      case Outcome.Failed no -> new Failure(no.code(), no.message());
      case Outcome.Unknown maybe -> new Failure(maybe.code(), maybe.message());
      case null, default -> UNDONE;
    };
  }
}
