package io.sagasuite.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.sagasuite.orchestrator.ledger.Words;
import io.sagasuite.orchestrator.runtime.ChildIds;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A step, or an element of a step that runs over a list, as callers see it.
///
/// @param waiting what is waited for, null when for nothing but an answer
/// @param skippedBecause why it was skipped, null when it was not
/// @param childSagaId the saga that carries the step out, null when none does
/// @param items the elements of a step that runs over a list, null for any other
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
    @Nullable WaitingView waiting,
    @Nullable String skippedBecause,
    @Nullable UUID childSagaId,
    @Nullable CompensationView compensation,
    @Nullable ItemsView items) {

  /// Why a command did not succeed.
  public record ErrorView(String code, String message) {}

  /// What a step waits for.
  ///
  /// @param signal null when it waits for a time or for a free place
  /// @param until null when the wait has no end of its own
  public record WaitingView(@Nullable String signal, @Nullable Instant until) {}

  /// A step's undoing.
  public record CompensationView(
      String status,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant dueAt,
      @Nullable ErrorView error) {}

  /// The elements of a step.
  ///
  /// @param byStatus how many are in which status, under the status's own name
  /// @param elements the first of them, or all
  public record ItemsView(
      int count, @JsonAnyGetter Map<String, Integer> byStatus, List<StepView> elements) {}

  /// What the views of one saga's steps are drawn from.
  ///
  /// @param elementsMax how many elements of each step are shown
  record Source(
      SagaState saga, SagaDefinition definition, Map<String, String> skipReasons, int elementsMax) {

    /// Steps in the order of their definition, without the elements, which stand under them.
    List<StepView> views() {
      return saga.steps().stream()
          .filter(step -> step.name().equals(step.step()))
          .map(step -> StepView.of(step, this, itemsOf(step)))
          .toList();
    }

    private @Nullable ItemsView itemsOf(StepState step) {
      if (step.items() == 0) {
        return null;
      }
      List<StepState> items = saga.steps().itemsOf(step);
      Map<String, Integer> byStatus = new LinkedHashMap<>();
      for (StepStatus status : StepStatus.values()) {
        byStatus.put(status.wire(), 0);
      }
      items.forEach(item -> byStatus.merge(item.status().wire(), 1, Integer::sum));
      List<StepView> shown =
          items.stream().limit(elementsMax).map(item -> StepView.of(item, this, null)).toList();
      return new ItemsView(items.size(), byStatus, shown);
    }

    /// The saga that carries the step out, once it has been asked for.
    private @Nullable UUID childOf(StepState step) {
      boolean runsSaga = definition.step(step.step()).action() instanceof Action.RunSaga;
      if (!runsSaga || step.execute().attempt() == 0) {
        return null;
      }
      String name = saga.round() == 1 ? step.name() : step.name() + "@" + saga.round();
      return ChildIds.of(saga.sagaId(), name);
    }

    private @Nullable String skippedBecause(StepState step) {
      return step.execute().phase() == Leg.Phase.SKIPPED ? skipReasons.get(step.name()) : null;
    }
  }

  private static StepView of(StepState step, Source source, @Nullable ItemsView items) {
    Leg leg = step.execute();
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
        leg.phase() == Leg.Phase.WAITING && step.items() == 0
            ? new WaitingView(leg.signal(), leg.dueAt())
            : null,
        source.skippedBecause(step),
        source.childOf(step),
        compensationOf(step.compensate()),
        items);
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
