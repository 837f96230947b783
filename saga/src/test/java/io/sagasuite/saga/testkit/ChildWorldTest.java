package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Parents and children in one world: over lists, over several levels, behind a pivot, in time and
/// out of it.
class ChildWorldTest {

  private static final SagaDefinition LEAF =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: leaf
          steps:
            work: { participant: p, command: Work, compensation: UndoWork, input: { name: "${input.name}" } }
            check: { participant: p, command: Check, compensation: none, needs: [work], timeout: PT2H }
          output: { name: "${input.name}" }
          """);

  private static final SagaDefinition OVER_A_LIST =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: over-a-list
          steps:
            each:
              saga: leaf
              forEach: { items: "${input.names}", maxConcurrent: 2 }
              input: { name: "${item}" }
          output: { done: "${steps.each.output.items}" }
          """);

  private static final SagaDefinition TWICE_REMOVED =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: twice-removed
          deadline: PT1H
          steps:
            list: { saga: over-a-list, input: { names: "${input.names}" } }
            last: { participant: p, command: Last, compensation: none, needs: [list] }
          """);

  private static final SagaDefinition BEHIND_A_PIVOT =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: behind-a-pivot
          steps:
            pay: { participant: p, command: Pay, kind: pivot }
            deliver: { saga: leaf, kind: retriable, needs: [pay], input: { name: parcel } }
          """);

  private static SagaTest test(SagaDefinition definition) {
    return SagaTest.of(definition)
        .child(LEAF)
        .child(OVER_A_LIST)
        .input(Map.of("names", List.of("a", "b", "c")))
        .step("work")
        .succeeds()
        .step("check")
        .succeeds()
        .undoingSucceeds();
  }

  @Test
  void runsAChildForEveryElement() {
    SagaRun run =
        test(OVER_A_LIST)
            .run()
            .isCompleted()
            .output(
                Map.of(
                    "done",
                    List.of(Map.of("name", "a"), Map.of("name", "b"), Map.of("name", "c"))));
    run.child("each[2]").step("work", step -> step.received(Map.of("name", "c")));
  }

  @Test
  void undoesTheChildrenOfTheOtherElements() {
    SagaRun run =
        test(OVER_A_LIST)
            .step("check")
            .answers(Behaviour.decides(command -> new Outcome.Rejected("no", "no")))
            .run()
            .isCompensated("no");
    run.child("each[0]").isCompensated("no").undone("work");
    run.child("each[1]").hasStatus(SagaStatus.COMPENSATED).undone("work");
  }

  @Test
  void undoesGrandchildren() {
    SagaRun run =
        test(TWICE_REMOVED).step("last").rejects("no").run().isCompensated("no").undone("list");
    run.child("list")
        .isCompensated(TurnReason.CANCELLED)
        .undoneInAnyOrder("each[0]", "each[1]", "each[2]");
    run.child("list").child("each[1]").isCompensated(TurnReason.CANCELLED).undone("work");
  }

  @Test
  void undoesGrandchildrenThatAreStillUnderWayAtTheDeadline() {
    SagaRun run =
        test(TWICE_REMOVED)
            .step("check")
            .succeedsAfter(Duration.ofMinutes(90), Map.of())
            .until(Duration.ofHours(3))
            .run()
            .isCompensated(TurnReason.DEADLINE)
            .undone("list");
    run.child("list").hasStatus(SagaStatus.COMPENSATED);
    run.child("list").child("each[0]").hasStatus(SagaStatus.COMPENSATED).undone("work");
  }

  @Test
  void triesAChildAgainThatHasToSucceed() {
    SagaTest stuck =
        test(BEHIND_A_PIVOT)
            .step("pay")
            .succeeds()
            .step("check")
            .answers(Behaviour.rejects("nobody_home"), Behaviour.succeeds());
    stuck.run().isParked("nobody_home").undone();
    stuck
        .atRest()
        .retry()
        .deliveringTwice()
        .run()
        .isCompleted()
        .step("deliver", step -> step.attempts(2).is(StepStatus.SUCCEEDED))
        .child("deliver")
        .isCompleted();
  }

  @Test
  void reachesAGrandchildWithWhatAPersonDoes() {
    test(TWICE_REMOVED)
        .step("last")
        .succeeds()
        .step("check")
        .succeedsAfter(Duration.ofSeconds(5), Map.of())
        .at(Duration.ofSeconds(1))
        .inChild("list")
        .inChild("each[0]")
        .cancel()
        .run()
        .isCompensated("cancelled")
        .child("list")
        .failedAt("each[0]");
  }

  @Test
  void holdsTheParentWhileTheChildGoesOn() {
    SagaRun run =
        test(TWICE_REMOVED)
            .step("last")
            .succeeds()
            .step("check")
            .succeedsAfter(Duration.ofSeconds(5), Map.of())
            .at(Duration.ofSeconds(1))
            .pause()
            .at(Duration.ofMinutes(30))
            .resume()
            .run()
            .isCompleted()
            .step("last", step -> step.attemptedAt(Duration.ofMinutes(30)));
    run.child("list").isCompleted().took(Duration.ofSeconds(10));
  }
}
