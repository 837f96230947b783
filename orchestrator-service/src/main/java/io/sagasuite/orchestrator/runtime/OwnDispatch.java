package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaEffects;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/// Who carries out which command to the orchestrator. A command that nobody here knows is refused,
/// so that its saga need not wait for an answer that never comes.
@ApplicationScoped
class OwnDispatch {

  private static final Set<String> COMMANDS =
      Set.of(
          SagaEffects.RUN_SAGA, SagaEffects.UNDO_SAGA, SagaSignals.COMMAND, SagaAwaiting.COMMAND);

  private final ChildSagas children;
  private final SagaSignals signals;
  private final SagaAwaiting awaiting;
  private final MessagePublisher publisher;

  OwnDispatch(
      ChildSagas children, SagaSignals signals, SagaAwaiting awaiting, MessagePublisher publisher) {
    this.children = children;
    this.signals = signals;
    this.awaiting = awaiting;
    this.publisher = publisher;
  }

  static boolean knows(CommandMessage command) {
    return COMMANDS.contains(command.command());
  }

  /// Completes when it is durable and answered; may be repeated.
  Uni<Void> carryOut(CommandMessage command) {
    return switch (command.command()) {
      case SagaEffects.RUN_SAGA, SagaEffects.UNDO_SAGA ->
          children.carryOut(ChildRequest.of(command));
      case SagaSignals.COMMAND -> signals.carryOut(command);
      case SagaAwaiting.COMMAND -> awaiting.carryOut(command);
      default ->
          publisher.answer(
              command,
              new Outcome.Rejected(
                  "unknown_command", "no such command here: " + command.command()));
    };
  }
}
