package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything the orchestrator knows of one saga: the fold of its journal, and its outbox.
///
/// @param version number of transitions so far; every transition raises it by one
/// @param turnReason why the saga undoes its work, null while it goes forward
/// @param failure what turned or parked the saga, with the step it came from
/// @param traceparent W3C trace context that every message of the saga carries
/// @param input the saga's input, unchanged from the start
/// @param steps in the order of the definition
/// @param output what the definition's `output` gave when the saga completed
/// @param ignoredReplies how many replies were noted without effect; bounds the journal
public record SagaState(
    UUID sagaId,
    String definition,
    int definitionVersion,
    long version,
    SagaStatus status,
    @Nullable TurnReason turnReason,
    @Nullable StepFailure failure,
    @Nullable String businessKey,
    Map<String, String> metadata,
    @Nullable String traceparent,
    Map<String, Object> input,
    List<StepState> steps,
    Map<String, Object> output,
    int ignoredReplies,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deadlineAt) {

  /// The failure of a step that decided a saga's fate.
  public record StepFailure(@Nullable String step, Failure failure) {}

  /// The step of that name, or null when the definition has none.
  public @Nullable StepState step(String name) {
    for (StepState step : steps) {
      if (step.name().equals(name)) {
        return step;
      }
    }
    return null;
  }

  /// The earliest moment at which the saga needs attention although no message arrives; null when
  /// it has ended or waits for a person.
  public @Nullable Instant nextDueAt() {
    if (status.isEnded()) {
      return null;
    }
    Instant deadline = status == SagaStatus.RUNNING ? deadlineAt : null;
    return Stream.concat(Stream.ofNullable(deadline), stepDueTimes())
        .min(Instant::compareTo)
        .orElse(null);
  }

  private Stream<Instant> stepDueTimes() {
    return steps.stream().map(StepState::nextDueAt).flatMap(Stream::ofNullable);
  }

  SagaState withStep(StepState changed) {
    List<StepState> next = new ArrayList<>(steps);
    next.replaceAll(step -> step.name().equals(changed.name()) ? changed : step);
    return withSteps(next);
  }

  SagaState withSteps(List<StepState> next) {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        version,
        status,
        turnReason,
        failure,
        businessKey,
        metadata,
        traceparent,
        input,
        next,
        output,
        ignoredReplies,
        createdAt,
        updatedAt,
        deadlineAt);
  }

  SagaState withStatus(SagaStatus next, @Nullable TurnReason reason, @Nullable StepFailure cause) {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        version,
        next,
        reason,
        cause,
        businessKey,
        metadata,
        traceparent,
        input,
        steps,
        output,
        ignoredReplies,
        createdAt,
        updatedAt,
        deadlineAt);
  }

  SagaState withOutput(Map<String, Object> result) {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        version,
        status,
        turnReason,
        failure,
        businessKey,
        metadata,
        traceparent,
        input,
        steps,
        result,
        ignoredReplies,
        createdAt,
        updatedAt,
        deadlineAt);
  }

  SagaState withIgnoredReply() {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        version,
        status,
        turnReason,
        failure,
        businessKey,
        metadata,
        traceparent,
        input,
        steps,
        output,
        ignoredReplies + 1,
        createdAt,
        updatedAt,
        deadlineAt);
  }

  SagaState withDeadlineReached() {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        version,
        status,
        turnReason,
        failure,
        businessKey,
        metadata,
        traceparent,
        input,
        steps,
        output,
        ignoredReplies,
        createdAt,
        updatedAt,
        null);
  }

  SagaState atVersion(long next, Instant at) {
    return new SagaState(
        sagaId,
        definition,
        definitionVersion,
        next,
        status,
        turnReason,
        failure,
        businessKey,
        metadata,
        traceparent,
        input,
        steps,
        output,
        ignoredReplies,
        createdAt,
        at,
        deadlineAt);
  }
}
