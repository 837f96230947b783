package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaInput.Part;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the steps outside the part of a definition that is to run have put out when earlier parts,
/// about the same business key, ran them.
final class EarlierParts {

  private EarlierParts() {}

  /// The part with the outputs it starts from.
  ///
  /// @param earlier sagas of the definition about the same thing, newest first
  /// @throws MissingPartException when something that the part needs was never done, or was undone
  static Part of(SagaDefinition definition, Set<String> chosen, List<SagaState> earlier) {
    Map<String, Map<String, Object>> outputs = new HashMap<>();
    for (Step step : definition.steps()) {
      Map<String, Object> output = chosen.contains(step.name()) ? null : find(step, earlier);
      if (output != null) {
        outputs.put(step.name(), output);
      }
    }
    List<Violation> missing = new ArrayList<>();
    for (Step step : definition.steps()) {
      for (String need : step.needs()) {
        if (chosen.contains(step.name()) && !chosen.contains(need) && !outputs.containsKey(need)) {
          missing.add(
              new Violation(
                  "steps." + step.name(),
                  "needs '%s', which no earlier part about this business key has done; run '%s' first or include it"
                      .formatted(need, need)));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartException(missing);
    }
    return new Part(chosen, outputs);
  }

  private static @Nullable Map<String, Object> find(Step step, List<SagaState> earlier) {
    for (SagaState saga : earlier) {
      StepState state = saga.step(step.name());
      if (state != null && isEffective(state)) {
        return state.output() == null ? Map.of() : state.output();
      }
    }
    return null;
  }

  private static boolean isEffective(StepState state) {
    boolean done = state.execute().phase() == Phase.SUCCEEDED;
    Phase undo = state.compensate().phase();
    return done && (undo == Phase.IDLE || undo == Phase.SKIPPED);
  }

  /// Something that the part needs was never done, or was undone.
  static final class MissingPartException extends RuntimeException {

    private final transient List<Violation> violations;

    MissingPartException(List<Violation> violations) {
      super(violations.toString());
      this.violations = violations;
    }

    List<Violation> violations() {
      return violations;
    }
  }
}
