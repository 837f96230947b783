package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.orchestrator.store.JournalStore.JournalRemarks;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saga as callers see it, with every step and its compensation.
///
/// @param businessId the same as `businessKey`
/// @param traceUrl the trace in the tracing UI; null when there is none, or the trace is not kept
/// @param reason why the saga undid its work, null while it goes forward
/// @param pausedAt since when the saga is held, null when it is not
/// @param nextDueAt when the saga is looked at although nothing arrives
/// @param round of a recurring saga, from 1
/// @param nextRoundAt between two rounds: when the next begins
/// @param parent the step of another saga that this one carries out
/// @param unreadSignals signals that came before anything waited for them, oldest first
/// @param actions what a person can do to the saga as it now is, most helpful first
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
    @Nullable String traceUrl,
    Map<String, String> metadata,
    Map<String, Object> input,
    Map<String, Object> output,
    @Nullable SagaFailure failure,
    List<StepView> steps,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant pausedAt,
    @Nullable Instant nextDueAt,
    int round,
    @Nullable Instant nextRoundAt,
    @Nullable ParentView parent,
    List<String> unreadSignals,
    List<String> actions) {

  /// What turned or parked a saga.
  public record SagaFailure(@Nullable String step, String code, String message) {}

  /// The step of another saga.
  public record ParentView(UUID sagaId, String step) {}

  /// The view of a state.
  ///
  /// @param remarks what only the journal tells
  static SagaView of(
      SagaState saga, @Nullable String traceUrl, JournalRemarks remarks, List<StepView> steps) {
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
        TraceParent.traceIdOf(saga.traceparent()),
        traceUrl,
        saga.metadata(),
        saga.input(),
        saga.output(),
        failureOf(saga.failure()),
        steps,
        saga.createdAt(),
        saga.updatedAt(),
        saga.deadlineAt(),
        saga.status() == SagaStatus.PAUSED ? remarks.pausedAt() : null,
        saga.nextDueAt(),
        saga.round(),
        saga.nextRoundAt(),
        parentOf(saga.origin().parent()),
        saga.signals().stream().map(SagaState.Signal::name).toList(),
        SagaDecider.fittingActions(saga));
  }

  private static @Nullable SagaFailure failureOf(SagaState.@Nullable StepFailure failure) {
    return failure == null
        ? null
        : new SagaFailure(failure.step(), failure.failure().code(), failure.failure().message());
  }

  private static @Nullable ParentView parentOf(SagaState.@Nullable Parent parent) {
    return parent == null ? null : new ParentView(parent.sagaId(), parent.step());
  }
}
