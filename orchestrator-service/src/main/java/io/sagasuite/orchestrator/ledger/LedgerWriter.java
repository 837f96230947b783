package io.sagasuite.orchestrator.ledger;

import io.sagasuite.orchestrator.ledger.Ledger.Entry;
import io.sagasuite.orchestrator.ledger.Ledger.Left;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Draws up a saga's ledger.
public final class LedgerWriter {

  private final SagaDefinition definition;
  private final SagaState saga;
  private final Map<String, List<String>> notes;

  private LedgerWriter(
      SagaDefinition definition, SagaState saga, List<Map<String, Object>> events) {
    this.definition = definition;
    this.saga = saga;
    this.notes = notes(events);
  }

  /// The ledger of a saga, from its definition, its state and its journal's events.
  public static Ledger write(
      SagaDefinition definition, SagaState saga, List<Map<String, Object>> events) {
    return new LedgerWriter(definition, saga, events).ledger();
  }

  private Ledger ledger() {
    SagaState.StepFailure failure = saga.failure();
    return new Ledger(
        saga.sagaId(),
        saga.definition(),
        saga.definitionVersion(),
        saga.status().wire(),
        saga.turnReason() == null ? null : saga.turnReason().wire(),
        failure == null ? null : failure.step(),
        failure == null ? null : failure.failure().code() + ": " + failure.failure().message(),
        definition.graph().inOrder().stream().flatMap(this::entries).toList());
  }

  /// A step, and right behind it the elements that it runs over.
  private Stream<Entry> entries(Step step) {
    StepState state =
        Objects.requireNonNullElse(saga.step(step.name()), StepState.pending(step.name()));
    return Stream.concat(
        Stream.of(entry(step, state)),
        saga.steps().itemsOf(state).stream().map(item -> entry(step, item)));
  }

  private Entry entry(Step step, StepState state) {
    Leg undo = state.compensate();
    Left left = left(step, state);
    return new Entry(
        state.name(),
        step.needs(),
        doneBy(step),
        state.status().wire(),
        state.execute().attempt(),
        compensationOf(step),
        undo.phase() == Phase.IDLE ? null : Words.of(undo.phase()),
        undo.attempt(),
        left.wire(),
        notUndoneBecause(step, state, left),
        waitsFor(step, state),
        state.execute().isActive() ? state.execute().nextDueAt() : undo.nextDueAt(),
        notes.getOrDefault(state.name(), List.of()));
  }

  private static String doneBy(Step step) {
    return switch (step.action()) {
      case Action.Command command -> command.command() + " (" + command.participant() + ")";
      case Action.CoveredBy covered -> "covered by " + covered.step();
      case Action.Validate _ -> "validates the input";
      case Action.Publish publish -> "publishes " + publish.event();
      case Action.AwaitSignal await -> "waits for the signal " + await.signal();
      case Action.RunSaga child ->
          (child.detached() ? "starts the saga " : "runs the saga ") + child.definition();
    };
  }

  private static @Nullable String compensationOf(Step step) {
    return switch (step.action()) {
      case Action.Command command -> command.compensation();
      case Action.RunSaga child when !child.detached() -> "undoes the saga " + child.definition();
      default -> null;
    };
  }

  private Left left(Step step, StepState state) {
    if (state.compensate().phase() == Phase.SUCCEEDED) {
      return state.execute().phase() == Phase.SUCCEEDED ? Left.UNDONE : Left.NONE;
    }
    if (!hasEffect(step) || state.items() > 0) {
      return Left.NONE;
    }
    if (state.compensate().phase() == Phase.SKIPPED && state.mayBeEffective()) {
      return state.execute().unknown() ? Left.UNKNOWN : Left.KEPT;
    }
    if (state.execute().phase() == Phase.SUCCEEDED) {
      boolean stays = saga.status().isEnded() || !step.isUndoable();
      return stays ? Left.KEPT : Left.EFFECTIVE;
    }
    boolean open = state.execute().phase() == Phase.IN_FLIGHT || state.execute().unknown();
    return open ? Left.UNKNOWN : Left.NONE;
  }

  private static boolean hasEffect(Step step) {
    return step.sendsCommand() || step.action() instanceof Action.Publish;
  }

  private @Nullable String notUndoneBecause(Step step, StepState state, Left left) {
    if (left == Left.NONE || left == Left.UNDONE) {
      return null;
    }
    if (saga.status() == SagaStatus.COMPLETED) {
      return "the saga completed";
    }
    if (saga.turnReason() == null) {
      return "the saga goes forward";
    }
    if (!step.isUndoable()) {
      return "nothing undoes this step";
    }
    if (saga.kept().contains(step.name()) || state.compensate().phase() == Phase.SKIPPED) {
      return "an operator left it as it is";
    }
    Leg undo = state.compensate();
    if (undo.failure() != null) {
      return undo.failure().code() + ": " + undo.failure().message();
    }
    return undo.phase() == Phase.IDLE ? "later steps are undone first" : "the undo is under way";
  }

  private @Nullable String waitsFor(Step step, StepState state) {
    for (Direction direction : Direction.values()) {
      Leg leg = state.leg(direction);
      if (leg.phase() == Phase.IN_FLIGHT) {
        return "the reply to attempt " + leg.attempt();
      }
      if (leg.awaitsSignal()) {
        return "the signal " + leg.signal();
      }
      if (leg.phase() == Phase.WAITING) {
        return leg.dueAt() != null
            ? "its delay"
            : state.items() > 0 ? "its elements" : "a free place";
      }
      if (leg.phase() == Phase.BACKING_OFF) {
        return "attempt " + (leg.attempt() + 1);
      }
      if (leg.phase() == Phase.PARKED) {
        return "a person";
      }
    }
    boolean ahead = state.execute().phase() == Phase.IDLE && saga.status() == SagaStatus.RUNNING;
    return ahead ? unmet(step) : null;
  }

  private @Nullable String unmet(Step step) {
    List<String> missing = new ArrayList<>();
    for (String need : step.needs()) {
      StepState needed = saga.step(need);
      if (needed == null || needed.execute().phase() != Phase.SUCCEEDED) {
        missing.add(need);
      }
    }
    return missing.isEmpty() ? null : String.join(", ", missing);
  }

  /// Late, second and foreign replies, by step.
  private static Map<String, List<String>> notes(List<Map<String, Object>> events) {
    return events.stream()
        .filter(event -> "ReplyIgnored".equals(event.get("type")))
        .collect(
            Collectors.groupingBy(
                event -> String.valueOf(event.get("step")),
                Collectors.mapping(LedgerWriter::note, Collectors.toUnmodifiableList())));
  }

  private static String note(Map<String, Object> event) {
    return "%s reply to %s attempt %s (%s)"
        .formatted(
            event.get("reason"),
            event.get("direction"),
            event.get("attempt"),
            event.get("outcome"));
  }
}
