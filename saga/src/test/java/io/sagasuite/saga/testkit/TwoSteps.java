package io.sagasuite.saga.testkit;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.Map;

/// A saga of two commands with an event between them, and a test of it in which all goes well.
final class TwoSteps {

  static final SagaDefinition TWO_STEPS =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: two-steps
          steps:
            first:
              participant: alpha
              command: DoFirst
              compensation: UndoFirst
              input: { number: "${input.number}" }
              retry: { maxAttempts: 2, initialInterval: PT1S, jitter: 0 }
            tell:
              publish: { event: FirstDone, topic: news }
              needs: [first]
              input: { number: "${input.number}" }
            second:
              participant: beta
              command: DoSecond
              compensation: UndoSecond
              needs: [tell]
              when: input.number > 0
          output: { number: "${input.number}" }
          """);

  private TwoSteps() {}

  static SagaTest twoSteps() {
    return SagaTest.of(TWO_STEPS)
        .input(Map.of("number", 1))
        .step("first")
        .succeeds(Map.of("id", 7))
        .step("second")
        .succeeds()
        .undoingSucceeds();
  }
}
