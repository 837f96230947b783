package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;

/// How much a step's failure weighs. A covered step is decided by another one's reply, so it weighs
/// as much as that one.
final class Weight {

  private Weight() {}

  static OnFailure of(SagaDefinition definition, String name) {
    Step step = definition.step(StepState.stepOf(name));
    return step.action() instanceof Action.CoveredBy by
        ? definition.step(by.step()).onFailure()
        : step.onFailure();
  }
}
