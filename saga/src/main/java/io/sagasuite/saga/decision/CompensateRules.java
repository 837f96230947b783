package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.OperatorAction.Compensate;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Undoing a saga that has finished, whole or between two steps, because a person says so.
final class CompensateRules {

  private CompensateRules() {}

  static @Nullable String compensate(
      Turn turn, SagaInput.OperatorActs input, Compensate compensate) {
    String refusal = refusal(turn, compensate);
    if (refusal != null) {
      return refusal;
    }
    Set<String> chosen = chosen(turn.definition, compensate);
    List<String> kept = new ArrayList<>();
    boolean anything = false;
    for (StepState state : turn.state().steps()) {
      boolean undo = chosen.contains(state.step());
      anything |= undo && isEffective(turn, state);
      if (!undo && !kept.contains(state.step()) && isEffective(turn, state)) {
        kept.add(state.step());
      }
    }
    String orphan = builtUpon(turn.definition, chosen, kept);
    if (orphan != null) {
      return orphan;
    }
    if (!anything) {
      return "nothing that these steps did can be undone, or it is undone already";
    }
    OperatorRules.audit(turn, input, null);
    turn.emit(new SagaEvent.StepsKept(kept));
    String message = input.reason() + " (by " + input.by() + ")";
    turn.emit(
        new SagaEvent.SagaTurned(TurnReason.OPERATOR, null, new Failure("operator", message)));
    return null;
  }

  private static @Nullable String refusal(Turn turn, Compensate compensate) {
    String unknown = OperatorRules.unknownStep(turn, compensate.from());
    unknown = unknown == null ? OperatorRules.unknownStep(turn, compensate.to()) : unknown;
    if (unknown != null) {
      return unknown;
    }
    return DueTimeRules.isPastNoReturn(turn)
        ? "the saga is past its point of no return; what it did stays"
        : null;
  }

  /// Undoing goes from the last step to the first: `from` is where it begins, `to` where it ends.
  private static Set<String> chosen(SagaDefinition definition, Compensate compensate) {
    StepGraph graph = definition.graph();
    String from = compensate.from();
    String to = compensate.to();
    return definition.steps().stream()
        .map(Step::name)
        .filter(step -> from == null || step.equals(from) || graph.isAncestor(step, from))
        .filter(step -> to == null || step.equals(to) || graph.isAncestor(to, step))
        .collect(Collectors.toSet());
  }

  private static boolean isEffective(Turn turn, StepState state) {
    Leg.Phase undo = state.compensate().phase();
    return state.items() == 0
        && state.mayBeEffective()
        && undo != Leg.Phase.SUCCEEDED
        && undo != Leg.Phase.SKIPPED
        && turn.definitionOf(state.name()).isUndoable();
  }

  /// What something that stays was built upon cannot be undone.
  private static @Nullable String builtUpon(
      SagaDefinition definition, Set<String> chosen, List<String> kept) {
    for (String above : kept) {
      for (String below : chosen) {
        if (definition.graph().isAncestor(below, above)) {
          return "'%s' was built upon '%s' and would stay; begin with '%s'"
              .formatted(above, below, above);
        }
      }
    }
    return null;
  }
}
