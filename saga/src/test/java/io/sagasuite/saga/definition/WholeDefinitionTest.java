package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.Documents.parse;
import static io.sagasuite.saga.definition.Documents.violationsOf;
import static io.sagasuite.saga.definition.Documents.yaml;
import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What concerns several steps, whole documents, and their bounds.
class WholeDefinitionTest {

  private static final String HEAD = "apiVersion: saga/v1\nname: test\n";

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
  void compilesAnHttpCallToACommand() {
    Step step =
        parse(
                HEAD
                    + """
                    steps:
                      network:
                        http:
                          method: POST
                          url: "http://h/networks"
                          headers: { Authorization: "Bearer ${secret.network-token}" }
                          body: { name: "${input.name}" }
                          accept: [200, 201]
                          timeout: PT10S
                          outputs: { id: vpc.id }
                          compensation: { method: DELETE, url: "http://h/networks/${output.id}" }
                    """)
            .step("network");

    assertThat(step.outputs()).containsExactly("id");
    assertThat(step.timing().timeout()).isEqualTo(Duration.ofSeconds(15));
    Action.Command command = (Action.Command) step.action();
    assertThat(command.participant() + "." + command.command()).isEqualTo("http.CallHttp");
    assertThat(command.compensation()).isEqualTo("CallHttp");
    assertThat(step.input().renderObject(new Fixed()))
        .isEqualTo(
            Map.of(
                "method", "POST",
                "url", "http://h/networks",
                "headers", Map.of("Authorization", "Bearer ${secret.network-token}"),
                "body", Map.of("name", "n1"),
                "accept", List.of(200, 201),
                "timeout", "PT10S",
                "outputs", Map.of("id", "vpc.id")));
    assertThat(command.compensationInput().renderObject(new Fixed()))
        .isEqualTo(Map.of("method", "DELETE", "url", "http://h/networks/7"));
  }

  @Test
  void leavesOutATextOfACallThatLacksOneOfItsParts() {
    Action.Command command =
        (Action.Command)
            parse(
                    HEAD
                        + """
                        steps:
                          network:
                            http:
                              url: "http://h/networks"
                              outputs: { id: id, zone: zone }
                              compensation:
                                method: DELETE
                                url: "http://h/networks/${output.zone}"
                                query: { id: "n-${output.id}" }
                        """)
                .step("network")
                .action();

    assertThat(command.compensationInput().renderObject(new Fixed()))
        .as("a DELETE of /networks/ would not undo this step but all")
        .isEqualTo(Map.of("method", "DELETE", "query", Map.of("id", "n-7")));
  }

  @Test
  void letsNoInputAskForASecret() {
    Template call =
        parse(
                HEAD
                    + """
                    steps:
                      a:
                        http:
                          url: "${input.name}"
                          headers: { Authorization: "Bearer ${secret.token}" }
                          query: { q: "x-${input.name}", two: "${input.left}${input.right}" }
                          body: { name: "${input.name}", all: "${input}" }
                          compensation: none
                      b: { participant: mail, command: Send, compensation: none, input: { t: "${input.name}" } }
                    """)
            .step("a")
            .input();

    Map<String, Object> asked =
        Map.of("name", "http://evil/?s=${secret.token}", "left", "${sec", "right", "ret.token}");

    assertThat(call.renderObject(new Fixed(asked)))
        .isEqualTo(
            Map.of(
                "headers", Map.of("Authorization", "Bearer ${secret.token}"),
                "query", Map.of(),
                "body", Map.of()));
  }

  private record Fixed(Map<String, Object> input) implements Template.Scope {
    Fixed() {
      this(Map.of("name", "n1"));
    }

    @Override
    public Map<String, Object> env() {
      return Map.of();
    }

    @Override
    public String sagaId() {
      return "id";
    }

    @Override
    public Map<String, Object> outputOf(String step) {
      return null;
    }

    @Override
    public Template.StepEnd endOf(String step) {
      return Template.StepEnd.OPEN;
    }

    @Override
    public Map<String, Object> ownOutput() {
      return Map.of("id", 7);
    }
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

  @Test
  @Timeout(20)
  void readsAChainOfAsManyStepsAsAreAllowed() {
    SagaDefinition chain = chain("chain", DefinitionValidator.STEPS_MAX).build();

    assertThat(chain.graph().isAncestor("s0", "s" + (DefinitionValidator.STEPS_MAX - 1))).isTrue();
    assertThat(violationsOf(chain("chain", DefinitionValidator.STEPS_MAX + 1).document()))
        .containsExactly("steps: must not be more than 2000");
  }

  private static SagaDefinitionBuilder chain(String name, int length) {
    SagaDefinitionBuilder builder = SagaDefinitionBuilder.saga(name);
    // the last one first, so that everything has to follow the needs and not the document's order
    for (int i = length - 1; i >= 0; i--) {
      String[] needs = i == 0 ? new String[0] : new String[] {"s" + (i - 1)};
      builder.step("s" + i, s -> s.command("p", "Do", "Undo").needs(needs));
    }
    return builder;
  }

  @Test
  @Timeout(20)
  void refusesACircleOfThousandsOfStepsInOneLine() {
    SagaDefinitionBuilder builder = chain("circle", 2_000);
    builder.step("s0", s -> s.command("p", "Do", "Undo").needs("s1999"));

    assertThat(violationsOf(builder.document()))
        .singleElement()
        .asString()
        .startsWith("steps.s1999.needs: goes round in a circle: s1999 -> s1998 -> ")
        .endsWith(" -> ... -> s1999");
  }

  @Test
  @Timeout(20)
  void refusesDocumentsThatAreTooLargeOrTooDeep() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 100_001; i++) {
      many.add(i);
    }
    Object deep = "x";
    for (int i = 0; i < 60; i++) {
      deep = Map.of("d", deep);
    }
    Map<String, Object> loop = new HashMap<>();
    loop.put("env", loop);

    assertThat(violationsOf(Map.of("env", many)))
        .containsExactly(
            ": the document is too large; it may have 100000 values and 4000000 characters");
    assertThat(violationsOf(Map.of("env", "x".repeat(4_000_001)))).hasSize(1);
    assertThat(violationsOf(Map.of("env", deep)))
        .singleElement()
        .asString()
        .startsWith("env.d.d.")
        .endsWith(": is nested too deep; 50 levels are allowed");
    assertThat(violationsOf(loop)).hasSize(1);
  }

  @Test
  @Timeout(20)
  void namesNoMoreReasonsThanSomebodyCanRead() {
    SagaDefinitionBuilder builder = SagaDefinitionBuilder.saga("bad");
    for (int i = 0; i < 2_000; i++) {
      builder.step("step-" + i, s -> s.command("p", "Do", "Undo").needs("stepp-1", "stepp-2"));
    }

    assertThat(violationsOf(builder.document())).hasSize(Violations.REASONS_MAX);
  }
}
