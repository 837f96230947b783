package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.Documents.HEAD;
import static io.sagasuite.saga.definition.Documents.parse;
import static io.sagasuite.saga.definition.Documents.violationsOf;
import static io.sagasuite.saga.definition.Documents.yaml;
import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What concerns several steps and whole documents.
class WholeDefinitionTest {

  @Test
  void tellsAllViolationsAtOnce() {
    assertThat(
            violationsOf(
                yaml(
                    """
                    apiVersion: saga/v2
                    deadline: soon
                    steps:
                      a: { participant: x, command: Do, needs: [b], timeOut: PT1S }
                      b: { signal: go, needs: [a] }
                      c: { signal: go, when: "1 +", input: { a: "${nothing}" } }
                    output: { a: "${steps['d'].output}" }
                    """)))
        .extracting(violation -> violation.substring(0, violation.indexOf(':')))
        .containsExactly(
            "apiVersion",
            "name",
            "deadline",
            "steps.a.compensation",
            "steps.a.timeOut",
            "steps.c.input",
            "steps.c.when",
            "steps.a.needs",
            "output.a");
  }

  @Test
  void refusesSeveralCirclesAndCirclesThroughCover() {
    assertThat(
            violationsOf(
                yaml(
                    HEAD
                        + """
                        steps:
                          a: { signal: go, needs: [b] }
                          b: { signal: go, needs: [a] }
                          c: { coveredBy: { step: d, codes: [taken] } }
                          d: { participant: x, command: Do, compensation: none, needs: [c] }
                        """)))
        .containsExactly(
            "steps.a.needs: goes round in a circle: a -> b -> a",
            "steps.c.needs: goes round in a circle: c -> d -> c");
  }

  @Test
  void refusesWhatStandsOnTheWrongSideOfThePivot() {
    assertThat(
            violationsOf(
                yaml(
                    HEAD
                        + """
                        steps:
                          early: { participant: x, command: Do, kind: retriable }
                          beside: { participant: x, command: Do, compensation: Undo }
                          pivot: { participant: x, command: Do, kind: pivot, needs: [early] }
                          late: { participant: x, command: Do, compensation: Undo, needs: [pivot] }
                          child: { saga: other, needs: [pivot] }
                          after:
                            { participant: x, command: Do, kind: retriable, compensation: Undo, needs: [pivot] }
                        """)))
        .containsExactly(
            "steps.early.kind: stands before the pivot, where it could have to be undone",
            "steps.beside.kind: runs beside the pivot; let the pivot need it, or make it need it",
            "steps.late.kind: stands after the pivot, so it must be retriable",
            "steps.child.kind: stands after the pivot, so it must be retriable",
            "steps.after.compensation: only a compensatable step is ever undone");
  }

  @Test
  void asksForNoCompensationsWhereNothingIsUndone() {
    SagaDefinition definition =
        parse(
            HEAD
                + """
                rollbackOnFailure: false
                steps:
                  a: { participant: x, command: Do }
                  b: { http: { url: "http://h/" }, needs: [a] }
                """);

    assertThat(definition.steps()).noneMatch(Step::isUndoable);
    assertThat(definition.policy().rollbackOnFailure()).isFalse();
  }

  @Test
  void readsAnOptionalStep() {
    SagaDefinition definition =
        parse(
            HEAD
                + """
                steps:
                  a: { signal: go, required: false }
                  b: { signal: go, onFailure: continue }
                  c: { signal: go, required: false, onFailure: continue }
                  d: { signal: go, required: true }
                """);

    assertThat(definition.steps())
        .extracting(Step::onFailure)
        .containsExactly(
            OnFailure.SKIP_DEPENDENTS, OnFailure.CONTINUE, OnFailure.CONTINUE, OnFailure.STOP);
  }

  @Test
  void readsSignalsChildrenAndRecurrence() {
    SagaDefinition definition =
        parse(
            HEAD
                + """
                every: { interval: PT30S, until: InstanceDeleted, history: 5 }
                steps:
                  wait: { signal: approved, timeout: PT24H, outputs: [by] }
                  forever: { signal: approved }
                  child: { saga: other, needs: [wait], input: { by: "${steps.wait.output.by}" } }
                  side: { saga: other, detached: true, needs: [wait], input: { n: "${round}" } }
                """);

    assertThat(definition.policy().recurrence())
        .isEqualTo(new SagaDefinition.Recurrence(Duration.ofSeconds(30), "InstanceDeleted", 5));
    assertThat(definition.step("wait").timing().timeout()).isEqualTo(Duration.ofHours(24));
    assertThat(definition.step("forever").timing().timeout()).isNull();
    assertThat(definition.step("child").isUndoable()).isTrue();
    assertThat(definition.step("child").timing().timeout()).isNull();
    assertThat(definition.step("side").isUndoable()).isFalse();
    assertThat(definition.step("side").kind()).isEqualTo(StepKind.RETRIABLE);
  }

  @Test
  void knowsParticipantsAndSagasByName() {
    Known known = new Known(Set.of("inventory"), Set.of("refill"), null);

    assertThat(
            violationsOf(
                yaml(
                    HEAD
                        + """
                        steps:
                          a: { http: { url: "http://h/", compensation: none } }
                          b: { saga: test, detached: true }
                          c: { saga: refill }
                        """),
                known))
        .containsExactly("steps.a.http: 'http' is not known; known are [inventory]");
  }

  @Test
  void tellsOfAStepThatTheBuilderWasGivenTwice() {
    SagaDefinitionBuilder builder =
        saga("test").step("a", s -> s.signal("go")).step("a", s -> s.signal("stop"));

    InvalidDefinitionException refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            InvalidDefinitionException.class, builder::build);

    assertThat(refused).hasMessage("steps.a: is there twice");
  }
}
