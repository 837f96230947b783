package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A saga that runs another one, both played against each other.
class ChildSagaTest {

  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0, List.of(), List.of());

  private static final SagaDefinition PARENT =
      saga("parent")
          .step("kid", s -> s.saga("child").input(Map.of("n", 1)))
          .step(
              "end",
              s ->
                  s.command("p", "End", "Undo")
                      .needs("kid")
                      .input(Map.of("got", "${steps['kid'].output.got}")))
          .build()
          .atVersion(1);

  private static SagaDefinition child(boolean rollback) {
    return saga("child")
        .rollbackOnFailure(rollback)
        .step("work", s -> s.command("p", "Work", "Unwork").retry(ONCE).compensationRetry(ONCE))
        .step("more", s -> s.command("p", "More", "Unmore").needs("work").retry(ONCE))
        .output(Map.of("got", "${steps['work'].output.id}"))
        .build()
        .atVersion(1);
  }

  private static final SagaDefinition CHILD = child(true);

  private static Scenario run(SagaDefinition definition) {
    return Scenario.startChild(
        definition, new Parent(new UUID(1, 2), "kid"), new Asked(Direction.EXECUTE, 1));
  }

  /// Takes the child's answer to its parent.
  private static Scenario answer(Scenario parent, Scenario child) {
    SendReply reply = child.reply();
    return parent.replies(
        reply.parent().step(), reply.asked().direction(), reply.asked().attempt(), reply.outcome());
  }

  @Test
  void asksForAChildAndGoesOnWithItsOutput() {
    Scenario parent = Scenario.start(PARENT, Map.of()).sends("RunSaga kid#1");
    SendCommand run = parent.commands().getFirst();
    assertThat(run.participant()).isEqualTo(SagaEffects.ORCHESTRATOR);
    assertThat(run.input())
        .containsEntry("definition", "child")
        .containsEntry("detached", false)
        .containsEntry("input", Map.of("n", 1));

    Scenario child = run(CHILD).succeeds("work", Map.of("id", 5));
    assertThat(child.reply()).isNull();
    answer(parent, child.succeeds("more")).sends("End end#1");
    assertThat(parent.commands().getFirst().input()).isEqualTo(Map.of("got", 5));
  }

  @Test
  void failsItsStepWithTheChildsOwnFailure() {
    Scenario parent = Scenario.start(PARENT, Map.of());
    Scenario child = run(CHILD).succeeds("work").rejects("more", "sold_out").undoes("work");

    answer(parent, child.is(SagaStatus.COMPENSATED)).is(SagaStatus.COMPENSATED);
    assertThat(parent.state().failure().failure().code()).isEqualTo("sold_out");
  }

  @Test
  void undoesTheChildWhenALaterStepFails() {
    Scenario parent = Scenario.start(PARENT, Map.of());
    Scenario child = run(CHILD).succeeds("work").succeeds("more");
    answer(parent, child).rejects("end", "no").sends("UndoSaga kid#1");

    child.asked(Direction.COMPENSATE, 1).sends("Unmore more#1").undoes("more").undoes("work");
    answer(parent, child).is(SagaStatus.COMPENSATED).folds();
    child.folds();
  }

  @Test
  void doesNotAwaitARunningChildButUndoesIt() {
    Scenario parent = Scenario.start(PARENT, Map.of());
    Scenario child = run(CHILD).succeeds("work");
    parent.cancel().sends("UndoSaga kid#1");

    child.asked(Direction.COMPENSATE, 1).is(SagaStatus.COMPENSATING).sends();
    child.succeeds("more").undoes("more").undoes("work").is(SagaStatus.COMPENSATED);
    answer(parent, child).is(SagaStatus.COMPENSATED);
  }

  @Test
  void undoesAChildThatWasNeverRun() {
    Scenario child =
        Scenario.startChild(
            CHILD, new Parent(new UUID(1, 2), "kid"), new Asked(Direction.COMPENSATE, 1));
    child.sends().is(SagaStatus.COMPENSATED);
    assertThat(child.reply().outcome()).isInstanceOf(Outcome.Succeeded.class);

    child.asked(Direction.EXECUTE, 1).sends().is(SagaStatus.COMPENSATED);
    assertThat(child.events()).isEmpty();
  }

  @Test
  void answersAgainWhenItIsAskedAgain() {
    Scenario child = run(CHILD).succeeds("work").succeeds("more");
    SendReply first = child.reply();

    assertThat(child.asked(Direction.EXECUTE, 1).reply()).isEqualTo(first);
    assertThat(child.events()).isEmpty();
    assertThat(child.asked(Direction.EXECUTE, 2).reply().asked())
        .isEqualTo(new Asked(Direction.EXECUTE, 2));
  }

  @Test
  void answersOnlyOnceItHasEnded() {
    Scenario child = run(CHILD).asked(Direction.EXECUTE, 2);
    assertThat(child.reply()).isNull();
    assertThat(child.succeeds("work").succeeds("more").reply().asked().attempt()).isEqualTo(2);
  }

  @Test
  void goesOnAskingUntilItIsAnswered() {
    Scenario.start(PARENT, Map.of())
        .whenDue()
        .sends("RunSaga kid#1")
        .whenDue()
        .sends("RunSaga kid#1");
  }

  @Test
  void cannotTellItsParentWhatBecameOfItWhenItKeepsAHalf() {
    Scenario parent = Scenario.start(PARENT, Map.of());
    Scenario child = run(child(false)).succeeds("work").rejects("more", "no");
    assertThat(child.is(SagaStatus.FAILED).reply().outcome()).isInstanceOf(Outcome.Unknown.class);

    answer(parent, child).sends("UndoSaga kid#1");
    child.asked(Direction.COMPENSATE, 1).sends("Unwork work#1").undoes("work");
    answer(parent, child).is(SagaStatus.COMPENSATED);
  }

  @Test
  void tellsItsParentWhenItCanNoLongerBeUndone() {
    SagaDefinition definition =
        saga("final")
            .step("pivot", s -> s.command("p", "Decide").kind(StepKind.PIVOT))
            .build()
            .atVersion(1);
    Scenario child = run(definition).succeeds("pivot").asked(Direction.COMPENSATE, 1);

    assertThat(child.reply().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("past_no_return"));
  }

  @Test
  void isUndoneEvenWhenItIsParkedOrPaused() {
    Scenario paused = run(CHILD).succeeds("work").pause().asked(Direction.COMPENSATE, 1);
    paused.is(SagaStatus.COMPENSATING);

    Scenario parked = run(CHILD).cannotTell("work").failsToUndo("work").is(SagaStatus.PARKED);
    parked.asked(Direction.COMPENSATE, 1).is(SagaStatus.PARKED);
    assertThat(parked.reply()).as("a parked child has not been undone").isNull();
    parked.retry(null).undoes("work");
    assertThat(parked.reply().asked().direction()).isEqualTo(Direction.COMPENSATE);
  }

  @Test
  void leavesADetachedChildAlone() {
    SagaDefinition definition =
        saga("starter")
            .step("kid", s -> s.detachedSaga("child"))
            .step("end", s -> s.command("p", "End", "Undo").needs("kid"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .succeeds("kid")
        .rejects("end", "no")
        .sends()
        .is(SagaStatus.COMPENSATED);
  }
}
