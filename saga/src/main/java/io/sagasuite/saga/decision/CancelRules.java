package io.sagasuite.saga.decision;

import org.jspecify.annotations.Nullable;

/// When a saga may be cancelled: while it goes forward and can still go back.
final class CancelRules {

  private CancelRules() {}

  /// Cancels the saga, or says why it cannot be cancelled.
  static @Nullable String apply(Turn turn, SagaInput.CancelSaga cancel) {
    SagaStatus status = turn.state().status();
    if (status != SagaStatus.RUNNING && status != SagaStatus.PAUSED) {
      return "a saga that is " + status.wire() + " cannot be cancelled; a running one can";
    }
    if (DueTimeRules.isPastNoReturn(turn)) {
      return "the saga is past its point of no return and only goes forward";
    }
    String message = cancel.reason() + " (by " + cancel.by() + ")";
    turn.turnBack(TurnReason.CANCELLED, null, new Failure("cancelled", message));
    return null;
  }
}
