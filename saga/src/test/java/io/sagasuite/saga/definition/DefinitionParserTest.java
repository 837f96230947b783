package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DefinitionParserTest {

  private static StepBuilder command(StepBuilder step) {
    return step.command("inventory", "Do", "Undo");
  }

  private static List<String> violationsOf(Map<String, Object> document) {
    InvalidDefinitionException refused =
        catchThrowableOfType(
            InvalidDefinitionException.class, () -> DefinitionParser.parse(document));
    assertThat(refused).as("is refused").isNotNull();
    return refused.violations().stream().map(v -> v.field() + ": " + v.message()).toList();
  }

  private static List<String> violationsOfStep(Consumer<StepBuilder> step) {
    return violationsOf(saga("s").step("a", step).document());
  }

  @Test
  void readsADocumentWithItsDefaults() {
    SagaDefinition definition = saga("s").step("a", DefinitionParserTest::command).build();

    assertThat(definition.deadline()).isEqualTo(Duration.ofMinutes(15));
    assertThat(definition.step("a").timing().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(definition.step("a").retry().maxAttempts()).isEqualTo(1);
    assertThat(definition.step("a").kind()).isEqualTo(StepKind.COMPENSATABLE);
  }

  @Test
  void refusesADocumentWithoutNameOrSteps() {
    assertThat(violationsOf(Map.of("apiVersion", "saga/v1")))
        .containsExactly("name: is required", "steps: must have at least one step");
  }

  @Test
  void refusesAnotherApiVersion() {
    assertThat(violationsOf(Map.of("apiVersion", "saga/v2", "name", "s")))
        .contains("apiVersion: must be 'saga/v1'");
  }

  @Test
  void refusesUnknownKeysWithTheirPlace() {
    Map<String, Object> step = new HashMap<>(Map.of("validate", "input", "timeOut", "PT1S"));
    Map<String, Object> document =
        Map.of("apiVersion", "saga/v1", "name", "s", "steps", Map.of("a", step));

    assertThat(violationsOf(document))
        .singleElement()
        .asString()
        .isEqualTo("steps.a.timeOut: is not known here; did you mean 'timeout'?");
  }

  @Test
  void refusesACycleWithItsPath() {
    assertThat(
            violationsOf(
                saga("s")
                    .step("a", s -> command(s).needs("c"))
                    .step("b", s -> command(s).needs("a"))
                    .step("c", s -> command(s).needs("b"))
                    .document()))
        .containsExactly("steps.a.needs: goes round in a circle: a -> c -> b -> a");
  }

  @Test
  void refusesNeedsThatPointNowhereOrBack() {
    assertThat(violationsOfStep(s -> command(s).needs("a", "x")))
        .startsWith(
            "steps.a.needs: a step cannot need itself", "steps.a.needs: there is no step 'x'");
  }

  @Test
  void refusesACompensatableStepWithoutCompensation() {
    assertThat(violationsOfStep(s -> s.command("inventory", "Do")))
        .singleElement()
        .asString()
        .startsWith("steps.a.compensation: is missing");
  }

  @Test
  void refusesACompensatableStepAfterThePivot() {
    assertThat(
            violationsOf(
                saga("s")
                    .step("p", s -> s.command("x", "Do").kind(StepKind.PIVOT))
                    .step("a", s -> command(s).needs("p"))
                    .document()))
        .containsExactly("steps.a.kind: stands after the pivot, so it must be retriable");
  }

  @Test
  void refusesASecondPivotAndARetriableStepWithoutOne() {
    assertThat(
            violationsOf(
                saga("s")
                    .step("p", s -> s.command("x", "Do").kind(StepKind.PIVOT))
                    .step("q", s -> s.command("x", "Do").kind(StepKind.PIVOT))
                    .document()))
        .containsExactly(
            "steps.p.kind: a saga has one pivot", "steps.q.kind: a saga has one pivot");
    assertThat(violationsOfStep(s -> s.command("x", "Do").kind(StepKind.RETRIABLE)))
        .singleElement()
        .asString()
        .contains("follows no pivot");
  }

  @Test
  void refusesReferencesToStepsThatAreNotNeeded() {
    assertThat(
            violationsOf(
                saga("s")
                    .step("a", DefinitionParserTest::command)
                    .step("b", s -> command(s).input(Map.of("x", "${steps['a'].output.y}")))
                    .step("c", s -> command(s).input(Map.of("x", "${steps.z.output}")))
                    .step("d", s -> command(s).input(Map.of("x", "${nonsense}")))
                    .step("e", s -> command(s).input(Map.of("x", "${env.missing}")))
                    .document()))
        .containsExactlyInAnyOrder(
            "steps.b.input.x: 'a' is not among the steps that this one needs",
            "steps.c.input.x: there is no step 'z'",
            "steps.d.input.x: '${nonsense}' refers to nothing; use input, env, sagaId, round or"
                + " steps['name'].output",
            "steps.e.input.x: env has no such key: [missing]");
  }

  @Test
  void refusesWrongTypesAndBounds() {
    assertThat(
            violationsOf(
                Map.of(
                    "apiVersion",
                    "saga/v1",
                    "name",
                    "s",
                    "deadline",
                    "soon",
                    "steps",
                    Map.of("a", Map.of("signal", "go", "delay", "1s")))))
        .containsExactlyInAnyOrder(
            "deadline: must be an ISO-8601 duration such as PT30S, not 'soon'",
            "steps.a.delay: must be an ISO-8601 duration such as PT30S, not '1s'");
  }

  @Test
  void refusesAStepCoveredByNothing() {
    assertThat(violationsOfStep(s -> s.coveredBy("b")))
        .containsExactly(
            "steps.a.coveredBy.step: 'b' must be a step that sends one command",
            "steps.a.coveredBy.codes: must name the rejection codes that mean this step");
  }

  @Test
  void growsTheWaitUpToItsBound() {
    RetryPolicy policy = RetryPolicy.DEFAULT;

    assertThat(policy.waitAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.waitAfter(3, 0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.waitAfter(30, 0)).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.waitAfter(1, 1)).isEqualTo(Duration.ofMillis(1200));
  }
}
