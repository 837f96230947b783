package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to a saga. Events are the only thing that changes a [SagaState], and the journal
/// keeps every one of them.
public sealed interface SagaEvent {

  /// What happened to one step or element.
  sealed interface OfStep extends SagaEvent {}

  /// What happened to the saga as a whole.
  sealed interface OfSaga extends SagaEvent {}

  /// The saga exists.
  ///
  /// @param asked what the parent saga asked for, null when nobody waits for an answer
  record SagaStarted(
      String definition,
      int definitionVersion,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String traceparent,
      Map<String, Object> input,
      @Nullable Parent parent,
      @Nullable Asked asked,
      Instant deadlineAt)
      implements OfSaga {}

  /// An attempt begins: recorded before its command leaves.
  ///
  /// @param timeoutAt when its outcome counts as unknown; null = it is awaited without a bound
  /// @param resendAt when to send again because a crash may have kept the command from leaving;
  ///   null when the trigger is redelivered by itself
  record StepStarted(
      String step,
      Direction direction,
      int attempt,
      @Nullable Instant timeoutAt,
      @Nullable Instant resendAt)
      implements OfStep {}

  /// The attempt's command is sent once more, under the same attempt and idempotency key.
  record CommandResent(
      String step, Direction direction, int attempt, int resends, @Nullable Instant resendAt)
      implements OfStep {}

  /// An attempt failed or ran out of time, and another follows at `retryAt`.
  record RetryScheduled(
      String step,
      Direction direction,
      int attempt,
      Instant retryAt,
      Failure failure,
      boolean outcomeUnknown)
      implements OfStep {}

  /// A step waits before it goes on.
  ///
  /// @param signal what it waits for; null = only for the time
  /// @param until when it waits no longer; null for a signal = no bound of its own, otherwise for a
  ///   free place
  record StepWaiting(String step, @Nullable String signal, @Nullable Instant until)
      implements OfStep {}

  /// A step runs once for each of `count` elements.
  record StepExpanded(String step, int count) implements OfStep {}

  /// A step took effect.
  record StepSucceeded(String step, Map<String, Object> output) implements OfStep {}

  /// A step failed for good. With `outcomeUnknown` its effect cannot be ruled out, so it is undone
  /// like one that succeeded.
  record StepFailed(String step, Failure failure, boolean outcomeUnknown) implements OfStep {}

  /// A step will not run, and that is no failure.
  ///
  /// @param blocking steps that need it are skipped as well
  /// @param output what others may refer to all the same
  record StepSkipped(
      String step, String why, boolean blocking, @Nullable Map<String, Object> output)
      implements OfStep {}

  /// A publishing step put its event into the journal, from which it reaches Kafka exactly once.
  record EventPublished(String step, String type, String topic, Map<String, Object> data)
      implements OfStep {}

  /// The saga goes back: what was done is undone.
  record SagaTurned(TurnReason reason, @Nullable String step, Failure failure) implements OfSaga {}

  /// A step failed, or the deadline passed, in a saga that keeps what it did: nothing new is begun.
  record SagaStopping(@Nullable String step, Failure failure) implements OfSaga {}

  /// A step's effect is undone.
  record StepCompensated(String step) implements OfStep {}

  /// A person decided that a step is not undone by the saga.
  record CompensationSkipped(String step, String why) implements OfStep {}

  /// Nothing more can be done for this step without a person.
  record StepParked(String step, Direction direction, Failure failure, boolean outcomeUnknown)
      implements OfStep {}

  /// A person wants the step tried anew.
  record StepReset(String step, Direction direction) implements OfStep {}

  /// Nothing more can be done for the saga without a person.
  record SagaParked(String step, Failure failure) implements OfSaga {}

  /// The saga is held: what is under way is awaited, nothing new is begun.
  record SagaPaused() implements OfSaga {}

  /// The saga goes on after it was held, parked or had failed.
  record SagaResumed(SagaStatus status) implements OfSaga {}

  /// Somebody acted on the saga.
  record OperatorActed(String action, String by, String reason, @Nullable String step)
      implements OfSaga {}

  /// Steps that a compensation asked for by an operator leaves as they are.
  record StepsKept(List<String> steps) implements OfSaga {}

  /// A signal came in.
  record SignalReceived(String signal, Map<String, Object> data) implements OfSaga {}

  /// A signal reached what waited for it.
  record SignalConsumed(String signal) implements OfSaga {}

  /// The parent saga asked for something, or asked again.
  record ParentAsked(Asked asked) implements OfSaga {}

  /// A reply that must not move the saga was set aside.
  record ReplyIgnored(
      String step, Direction direction, int attempt, String outcome, IgnoredReason reason)
      implements OfSaga {}

  /// The deadline stands still, because a person is waited for.
  record DeadlineStopped() implements OfSaga {}

  /// The deadline runs again, and has moved by the time that it stood still.
  record DeadlineMoved(Instant deadlineAt) implements OfSaga {}

  /// The deadline passed when the saga could only go forward.
  record DeadlineMissed() implements OfSaga {}

  /// A round of a recurring saga came to its end.
  ///
  /// @param output of the round, null when it was undone
  record RoundEnded(int round, @Nullable Map<String, Object> output, Instant nextAt)
      implements OfSaga {}

  /// The next round of a recurring saga begins.
  record RoundStarted(int round, Instant deadlineAt) implements OfSaga {}

  /// Every required step is effective.
  record SagaCompleted(Map<String, Object> output) implements OfSaga {}

  /// Nothing of the saga is left in the world, but for what an operator kept.
  record SagaCompensated(TurnReason reason) implements OfSaga {}

  /// The saga stopped and kept what it had done, because its definition says so.
  record SagaFailed(@Nullable String step, Failure failure) implements OfSaga {}

  /// Why a reply did not move the saga.
  enum IgnoredReason {
    /// The same attempt was answered before.
    DUPLICATE,
    /// A newer attempt is under way; its own answer will come.
    EARLIER_ATTEMPT,
    /// It belongs to a round that has ended.
    EARLIER_ROUND,
    /// The attempt had been given up; what it may have done has been or will be undone.
    LATE,
    /// The command was never sent under this step, direction and attempt.
    FOREIGN
  }
}
