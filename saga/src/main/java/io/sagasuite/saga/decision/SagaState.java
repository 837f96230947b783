package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
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
    return change(next ->
        next.steps =
            steps.stream()
                .map(step -> step.name().equals(changed.name()) ? changed : step)
                .toList());
  }

  SagaState withStatus(SagaStatus status, @Nullable TurnReason reason, @Nullable StepFailure why) {
    return change(next -> {
      next.status = status;
      next.turnReason = reason;
      next.failure = why;
    });
  }

  SagaState withOutput(Map<String, Object> result) {
    return change(next -> next.output = result);
  }

  SagaState withIgnoredReply() {
    return change(next -> next.ignoredReplies++);
  }

  SagaState withDeadlineReached() {
    return change(next -> next.deadlineAt = null);
  }

  SagaState atVersion(long version, Instant at) {
    return change(next -> {
      next.version = version;
      next.updatedAt = at;
    });
  }

  private SagaState change(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.toState(this);
  }

  /// What can change about a saga, while it changes.
  private static final class Draft {
    private long version;
    private SagaStatus status;
    private @Nullable TurnReason turnReason;
    private @Nullable StepFailure failure;
    private List<StepState> steps;
    private Map<String, Object> output;
    private int ignoredReplies;
    private Instant updatedAt;
    private @Nullable Instant deadlineAt;

    private Draft(SagaState before) {
      version = before.version;
      status = before.status;
      turnReason = before.turnReason;
      failure = before.failure;
      steps = before.steps;
      output = before.output;
      ignoredReplies = before.ignoredReplies;
      updatedAt = before.updatedAt;
      deadlineAt = before.deadlineAt;
    }

    private SagaState toState(SagaState before) {
      return new SagaState(
          before.sagaId,
          before.definition,
          before.definitionVersion,
          version,
          status,
          turnReason,
          failure,
          before.businessKey,
          before.metadata,
          before.traceparent,
          before.input,
          steps,
          output,
          ignoredReplies,
          before.createdAt,
          updatedAt,
          deadlineAt);
    }
  }
}
