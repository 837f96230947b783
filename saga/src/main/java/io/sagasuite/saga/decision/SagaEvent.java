package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to a saga. Events are the only thing that changes a [SagaState], and the journal
/// keeps every one of them.
public sealed interface SagaEvent {

  /// The saga exists.
  record SagaStarted(
      String definition,
      int definitionVersion,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String traceparent,
      Map<String, Object> input,
      Instant deadlineAt)
      implements SagaEvent {}

  /// An attempt begins: recorded before its command leaves.
  ///
  /// @param resendAt when to send again because a crash may have kept the command from leaving;
  ///   null when the trigger is redelivered by itself
  record StepStarted(
      String step, Direction direction, int attempt, Instant timeoutAt, @Nullable Instant resendAt)
      implements SagaEvent {}

  /// The attempt's command is sent once more, under the same attempt and idempotency key.
  record CommandResent(
      String step, Direction direction, int attempt, int resends, @Nullable Instant resendAt)
      implements SagaEvent {}

  /// An attempt failed or ran out of time, and another follows at `retryAt`.
  record RetryScheduled(
      String step,
      Direction direction,
      int attempt,
      Instant retryAt,
      Failure failure,
      boolean outcomeUnknown)
      implements SagaEvent {}

  /// A step took effect.
  record StepSucceeded(String step, Map<String, Object> output) implements SagaEvent {}

  /// A step failed for good. With `outcomeUnknown` its effect cannot be ruled out, so it is undone
  /// like one that succeeded.
  record StepFailed(String step, Failure failure, boolean outcomeUnknown) implements SagaEvent {}

  /// A step will not run, and that is no failure.
  record StepSkipped(String step, String why) implements SagaEvent {}

  /// A publishing step put its event into the journal, from which it reaches Kafka exactly once.
  record EventPublished(String step, String type, String topic, Map<String, Object> data)
      implements SagaEvent {}

  /// The saga goes back: what was done is undone.
  record SagaTurned(TurnReason reason, @Nullable String step, Failure failure)
      implements SagaEvent {}

  /// A step's effect is undone.
  record StepCompensated(String step) implements SagaEvent {}

  /// Nothing more can be done for this step without a person.
  record StepParked(String step, Direction direction, Failure failure) implements SagaEvent {}

  /// Nothing more can be done for the saga without a person.
  record SagaParked(String step, Failure failure) implements SagaEvent {}

  /// A reply that must not move the saga was set aside.
  record ReplyIgnored(
      String step, Direction direction, int attempt, String outcome, IgnoredReason reason)
      implements SagaEvent {}

  /// The deadline passed when the saga could only go forward.
  record DeadlineMissed() implements SagaEvent {}

  /// Every required step is effective.
  record SagaCompleted(Map<String, Object> output) implements SagaEvent {}

  /// Nothing of the saga is left in the world.
  record SagaCompensated(TurnReason reason) implements SagaEvent {}

  /// Why a reply did not move the saga.
  enum IgnoredReason {
    /// The same attempt was answered before.
    DUPLICATE,
    /// A newer attempt is under way; its own answer will come.
    EARLIER_ATTEMPT,
    /// The attempt had been given up; what it may have done has been or will be undone.
    LATE,
    /// The command was never sent under this step, direction and attempt.
    FOREIGN
  }
}
