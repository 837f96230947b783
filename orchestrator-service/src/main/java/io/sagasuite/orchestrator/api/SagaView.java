package io.sagasuite.orchestrator.api;

import io.sagasuite.orchestrator.ledger.Words;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saga as callers see it, with every step and its compensation.
///
/// @param businessId the same as `businessKey`
/// @param reason why the saga undid its work, null while it goes forward
/// @param nextDueAt when the saga is looked at although nothing arrives
public record SagaView(
    UUID sagaId,
    String definition,
    int definitionVersion,
    long version,
    String status,
    @Nullable String reason,
    @Nullable String businessKey,
    @Nullable String businessId,
    UUID correlationId,
    @Nullable String traceId,
    Map<String, String> metadata,
    Map<String, Object> input,
    Map<String, Object> output,
    @Nullable SagaFailure failure,
    List<StepView> steps,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant nextDueAt) {

  /// What turned or parked a saga.
  public record SagaFailure(@Nullable String step, String code, String message) {}

  /// Why a command did not succeed.
  public record ErrorView(String code, String message) {}

  /// A step, forward.
  public record StepView(
      String name,
      String status,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant dueAt,
      @Nullable Map<String, Object> output,
      @Nullable ErrorView error,
      boolean outcomeUnknown,
      @Nullable CompensationView compensation) {}

  /// A step's undoing.
  public record CompensationView(
      String status,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant dueAt,
      @Nullable ErrorView error) {}

  /// The view of a state.
  public static SagaView of(SagaState saga) {
    SagaState.StepFailure failure = saga.failure();
    return new SagaView(
        saga.sagaId(),
        saga.definition(),
        saga.definitionVersion(),
        saga.version(),
        saga.status().wire(),
        saga.turnReason() == null ? null : saga.turnReason().wire(),
        saga.businessKey(),
        saga.businessKey(),
        saga.sagaId(),
        traceIdOf(saga.traceparent()),
        saga.metadata(),
        saga.input(),
        saga.output(),
        failure == null
            ? null
            : new SagaFailure(
                failure.step(), failure.failure().code(), failure.failure().message()),
        saga.steps().stream().map(SagaView::stepOf).toList(),
        saga.createdAt(),
        saga.updatedAt(),
        saga.deadlineAt(),
        saga.nextDueAt());
  }

  private static @Nullable String traceIdOf(@Nullable String traceparent) {
    return traceparent == null ? null : traceparent.split("-", 4)[1];
  }

  private static StepView stepOf(StepState step) {
    Leg leg = step.leg(Direction.EXECUTE);
    return new StepView(
        step.name(),
        step.status().wire(),
        leg.attempt(),
        leg.startedAt(),
        leg.endedAt(),
        leg.nextDueAt(),
        step.output(),
        errorOf(leg.failure()),
        leg.unknown(),
        compensationOf(step.compensate()));
  }

  private static @Nullable CompensationView compensationOf(Leg leg) {
    if (leg.phase() == Leg.Phase.IDLE) {
      return null;
    }
    return new CompensationView(
        Words.of(leg.phase()),
        leg.attempt(),
        leg.startedAt(),
        leg.endedAt(),
        leg.nextDueAt(),
        errorOf(leg.failure()));
  }

  private static @Nullable ErrorView errorOf(@Nullable Failure failure) {
    return failure == null ? null : new ErrorView(failure.code(), failure.message());
  }
}
