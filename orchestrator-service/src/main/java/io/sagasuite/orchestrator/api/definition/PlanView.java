package io.sagasuite.orchestrator.api.definition;

import io.sagasuite.saga.definition.Violation;
import io.sagasuite.saga.plan.PlannedStep;
import io.sagasuite.saga.plan.PlannedStep.PlannedCondition;
import io.sagasuite.saga.plan.PlannedStep.PlannedFanOut;
import io.sagasuite.saga.plan.PlannedUndo;
import io.sagasuite.saga.plan.SagaPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a saga would do, batch by batch, and what would be undone if it failed at its end. What is
/// not known before it runs stands there as its reference.
///
/// @param inputViolations all that is wrong with the input; a saga would not start with it
public record PlanView(
    String definition,
    int version,
    List<Violation> inputViolations,
    List<List<PlannedStepView>> batches,
    List<List<PlannedUndo>> undo) {

  /// One step of the plan; durations are ISO-8601.
  public record PlannedStepView(
      String step,
      String kind,
      List<String> needs,
      String does,
      @Nullable String participant,
      @Nullable String command,
      Map<String, Object> input,
      @Nullable PlannedCondition when,
      @Nullable PlannedFanOut forEach,
      String delay,
      @Nullable String timeout,
      @Nullable String compensation) {

    static PlannedStepView of(PlannedStep planned) {
      return new PlannedStepView(
          planned.step(),
          planned.kind().wire(),
          planned.needs(),
          planned.does(),
          planned.participant(),
          planned.command(),
          planned.input(),
          planned.when(),
          planned.forEach(),
          planned.delay().toString(),
          planned.timeout() == null ? null : planned.timeout().toString(),
          planned.compensation());
    }
  }

  static PlanView of(SagaPlan plan) {
    return new PlanView(
        plan.definition(),
        plan.version(),
        plan.inputViolations(),
        plan.batches().stream()
            .map(batch -> batch.stream().map(PlannedStepView::of).toList())
            .toList(),
        plan.undo());
  }
}
