package io.sagasuite.saga.definition;

import java.util.List;

/// What can be undone stands before the pivot, and everything after it only goes forward.
final class KindRules {

  private final List<Step> steps;
  private final StepGraph graph;
  private final Violations violations;
  private final List<String> pivots;

  KindRules(List<Step> steps, StepGraph graph, Violations violations) {
    this.steps = steps;
    this.graph = graph;
    this.violations = violations;
    this.pivots =
        steps.stream().filter(step -> step.kind() == StepKind.PIVOT).map(Step::name).toList();
  }

  void check() {
    for (Step step : steps) {
      switch (step.kind()) {
        case COMPENSATABLE -> compensatable(step);
        case PIVOT -> pivot(step);
        case RETRIABLE -> retriable(step);
      }
      if (step.kind() != StepKind.COMPENSATABLE
          && step.action() instanceof Action.Command command
          && command.compensation() != null) {
        refuse(step, "compensation", "only a compensatable step is ever undone");
      }
    }
  }

  private void compensatable(Step step) {
    if (!hasEffect(step)) {
      return;
    }
    if (isAfterPivot(step)) {
      refuse(step, "kind", "stands after the pivot, so it must be retriable");
    } else if (!pivots.isEmpty() && !isBeforePivot(step)) {
      refuse(step, "kind", "runs beside the pivot; let the pivot need it, or make it need it");
    }
  }

  private void retriable(Step step) {
    if (hasEffect(step) && isBeforePivot(step)) {
      refuse(step, "kind", "stands before the pivot, where it could have to be undone");
    } else if (hasEffect(step) && !isAfterPivot(step)) {
      refuse(step, "kind", "is retriable but follows no pivot, so it could have to be undone");
    }
  }

  private void pivot(Step step) {
    if (!hasEffect(step)) {
      refuse(step, "kind", "only a step that sends a command or runs a saga can be the pivot");
    } else if (pivots.size() > 1) {
      refuse(step, "kind", "a saga has one pivot");
    }
    if (!step.isRequired()) {
      refuse(step, "kind", "the pivot must be required, so its onFailure is 'stop'");
    }
    if (step.forEach() != null) {
      refuse(step, "forEach", "the pivot is one step that is done or not; it cannot be many");
    }
    if (step.when() != null) {
      refuse(step, "when", "the pivot must run always; without it nothing behind it may");
    }
  }

  /// True when the step changes something outside of the saga that could have to be undone.
  private static boolean hasEffect(Step step) {
    return switch (step.action()) {
      case Action.Command _ -> true;
      case Action.RunSaga child -> !child.detached();
      case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ -> false;
    };
  }

  private boolean isAfterPivot(Step step) {
    return pivots.stream().anyMatch(pivot -> graph.isAncestor(pivot, step.name()));
  }

  private boolean isBeforePivot(Step step) {
    return pivots.stream().anyMatch(pivot -> graph.isAncestor(step.name(), pivot));
  }

  private void refuse(Step step, String key, String message) {
    violations.refuse("steps." + step.name() + "." + key, message);
  }
}
