package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaInput;

/// The people of a test, who act on its sagas when the test says so.
final class People {

  private static final String NAME = "ada";
  private static final String REASON = "the test says so";

  private final World world;
  private final TestSaga root;

  People(World world, TestSaga root) {
    this.world = world;
    this.root = root;
  }

  void act(Intervention intervention) {
    TestSaga saga = root;
    for (String step : intervention.path()) {
      TestSaga child = world.children().find(saga, step);
      if (child == null) {
        throw new AssertionError(
            "step '%s' of %s runs no saga at %s\n%s"
                .formatted(step, saga.label, world.now(), world.transcript.excerpt()));
      }
      saga = child;
    }
    world.transcript.add(world.now(), saga, intervention.action());
    Decision decision =
        world.decide(
            saga, new SagaInput.OperatorActs(intervention.action(), NAME, REASON, world.now()));
    String refusal = decision.rejection();
    if (refusal != null) {
      saga.refusals.add(refusal);
      world.transcript.add(world.now(), saga, "refused", () -> refusal);
      if (!intervention.mayBeRefused()) {
        throw new AssertionError(
            "the saga refused the action: " + refusal + "\n" + world.transcript.excerpt());
      }
    }
  }
}
