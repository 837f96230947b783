package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Asked;
import org.jspecify.annotations.Nullable;

/// What a parent saga may ask of the one that carries out its step: to be run, which it is anyway
/// unless it has failed before, or to be undone. It goes on asking until it is answered.
final class ParentRules {

  private static final Failure PARENT_UNDOES =
      new Failure("cancelled", "the saga that runs this one undoes its step");

  private ParentRules() {}

  static void apply(Turn turn, SagaInput.ParentAsks input) {
    Asked asked = input.asked();
    if (!isNews(turn.state().asked(), asked)) {
      return;
    }
    turn.emit(new SagaEvent.ParentAsked(asked));
    switch (asked.direction()) {
      case COMPENSATE -> undo(turn);
      case EXECUTE -> tryAgain(turn);
    }
  }

  /// A new attempt of the parent's step is a new try for this saga too, or its answer could never
  /// be another one. What it undid is done under the names of a new round, as participants remember
  /// those of the last.
  private static void tryAgain(Turn turn) {
    SagaState state = turn.state();
    if (state.status() == SagaStatus.COMPENSATED && state.kept().isEmpty()) {
      Rounds.again(turn);
    } else if (state.status() == SagaStatus.FAILED) {
      RetryRules.tryFailed(turn);
    }
  }

  private static boolean isNews(@Nullable Asked before, Asked asked) {
    if (before == null || before.direction() == asked.direction()) {
      return before == null || before.attempt() < asked.attempt();
    }
    return asked.direction() == Direction.COMPENSATE;
  }

  static void undo(Turn turn) {
    SagaState state = turn.state();
    if (state.turnReason() != null || DueTimeRules.isPastNoReturn(turn)) {
      return;
    }
    if (state.status() == SagaStatus.PARKED || state.status() == SagaStatus.PAUSED) {
      turn.emit(new SagaEvent.SagaResumed(SagaStatus.RUNNING));
    }
    turn.turnBack(TurnReason.CANCELLED, null, PARENT_UNDOES);
  }
}
