package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Signal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person may do to a saga in which status. An action that does not fit is refused with a
/// sentence that names those that do, and changes nothing.
final class OperatorRules {

  private OperatorRules() {}

  /// Carries out the action, or says why it cannot be.
  static @Nullable String apply(Turn turn, SagaInput.OperatorActs input) {
    SagaState state = turn.state();
    OperatorAction action = input.action();
    if (!fitting(state).contains(action.word())) {
      return unfit(state, action);
    }
    return switch (action) {
      case OperatorAction.Pause _ -> pause(turn, input);
      case OperatorAction.Resume _ -> resume(turn, input);
      case OperatorAction.Cancel _ -> cancel(turn, input);
      case OperatorAction.Retry retry -> RetryRules.retry(turn, input, retry);
      case OperatorAction.Skip skip -> SkipRules.skip(turn, input, skip);
      case OperatorAction.Compensate undo -> CompensateRules.compensate(turn, input, undo);
      case OperatorAction.SendSignal signal -> signal(turn, input, signal);
    };
  }

  /// The actions that a saga's status allows, most helpful first.
  static List<String> fitting(SagaState state) {
    boolean forward = state.turnReason() == null;
    return switch (state.status()) {
      case RUNNING -> List.of("pause", "cancel", "retry", "skip", "signal");
      case PAUSED ->
          forward ? List.of("resume", "cancel", "skip", "signal") : List.of("resume", "skip");
      case COMPENSATING -> List.of("pause", "retry", "skip");
      case PARKED ->
          forward ? List.of("retry", "skip", "cancel", "signal") : List.of("retry", "skip");
      case FAILED -> List.of("retry", "skip", "compensate");
      case COMPLETED -> List.of("compensate");
      case COMPENSATED -> state.kept().isEmpty() ? List.of() : List.of("compensate");
    };
  }

  private static String unfit(SagaState state, OperatorAction action) {
    List<String> fitting = fitting(state);
    String others =
        fitting.isEmpty()
            ? "nothing more can be done to it"
            : fitting.stream().collect(Collectors.joining(", ", "what fits is: ", ""));
    return "'%s' does not fit a saga that is %s; %s"
        .formatted(action.word(), state.status().wire(), others);
  }

  /// Puts on record who acted and why.
  static void audit(Turn turn, SagaInput.OperatorActs input, @Nullable String step) {
    turn.emit(new SagaEvent.OperatorActed(input.action().word(), input.by(), input.reason(), step));
  }

  private static @Nullable String pause(Turn turn, SagaInput.OperatorActs input) {
    audit(turn, input, null);
    turn.emit(new SagaEvent.SagaPaused());
    return null;
  }

  private static @Nullable String resume(Turn turn, SagaInput.OperatorActs input) {
    audit(turn, input, null);
    turn.emit(new SagaEvent.SagaResumed(direction(turn)));
    return null;
  }

  /// The status that a held or parked saga goes on with.
  static SagaStatus direction(Turn turn) {
    return turn.state().turnReason() == null ? SagaStatus.RUNNING : SagaStatus.COMPENSATING;
  }

  private static @Nullable String cancel(Turn turn, SagaInput.OperatorActs input) {
    if (DueTimeRules.isPastNoReturn(turn)) {
      return "the saga is past its point of no return and only goes forward";
    }
    audit(turn, input, null);
    if (turn.state().status() != SagaStatus.RUNNING) {
      turn.emit(new SagaEvent.SagaResumed(SagaStatus.RUNNING));
    }
    String message = input.reason() + " (by " + input.by() + ")";
    turn.turnBack(TurnReason.CANCELLED, null, new Failure("cancelled", message));
    return null;
  }

  private static @Nullable String signal(
      Turn turn, SagaInput.OperatorActs input, OperatorAction.SendSignal signal) {
    if (turn.state().signals().size() >= Signals.UNREAD_MAX) {
      return "the saga has %d signals that nothing has read yet".formatted(Signals.UNREAD_MAX);
    }
    audit(turn, input, null);
    Signals.received(turn, new Signal(signal.name(), signal.data()));
    return null;
  }

  /// The step, or why there is none to act on.
  static @Nullable String unknownStep(Turn turn, @Nullable String step) {
    return step == null || turn.state().step(step) != null
        ? null
        : "the saga has no step '" + step + "'";
  }
}
