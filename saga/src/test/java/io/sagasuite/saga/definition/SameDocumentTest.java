package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.Documents.json;
import static io.sagasuite.saga.definition.Documents.toJson;
import static io.sagasuite.saga.definition.Documents.violationsOf;
import static io.sagasuite.saga.definition.Documents.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A document is the same whether it came as YAML, as JSON or from the builder.
class SameDocumentTest {

  private static final RetryPolicy RETRY =
      new RetryPolicy(
          4,
          Duration.ofMillis(500),
          2.0,
          Duration.ofSeconds(10),
          0.1,
          List.of("busy"),
          List.of("fatal"));

  private static final String YAML =
      """
      apiVersion: saga/v1
      name: everything
      description: Uses every key once.
      deadline: PT20M
      rollbackOnFailure: true
      maxConcurrentSteps: 8
      waitBetweenSteps: PT1S
      every: { interval: PT30S, until: Stop, history: 7 }
      env: { carrier: sandbox }
      input: { type: object, required: [orderId] }
      steps:
        check: { validate: input, description: The input was good. }
        hold: { participant: inventory, command: Hold, compensation: none, needs: [check] }
        available: { coveredBy: { step: hold, codes: [sold_out] }, needs: [check] }
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          compensationInput: { reservation: "${output.reservationId}" }
          kind: compensatable
          needs: [check]
          when: input.items.size() > 0
          input: { item: "${item}", at: "${index}" }
          timeout: PT10S
          totalTimeout: PT1M
          retry:
            maxAttempts: 4
            initialInterval: PT0.5S
            multiplier: 2.0
            maxInterval: PT10S
            jitter: 0.1
            retryOn: [busy]
            doNotRetryOn: [fatal]
          compensationRetry:
            maxAttempts: 4
            initialInterval: PT0.5S
            multiplier: 2.0
            maxInterval: PT10S
            jitter: 0.1
            retryOn: [busy]
            doNotRetryOn: [fatal]
          onFailure: stop
          priority: 5
          delay: PT2S
          forEach: { items: "${input.items}", maxConcurrent: 3 }
          outputs: [reservationId]
        approve: { signal: approved, timeout: PT24H, required: false, needs: [reserve] }
        notify: { http: { url: "http://h/${env.carrier}", compensation: none }, needs: [reserve] }
        child: { saga: other, needs: [reserve], input: { n: "${steps.reserve.output.count}" } }
        side: { saga: other, detached: true, needs: [child] }
        tell: { publish: { event: Done, topic: t }, needs: [child] }
      output: { status: processed }
      """;

  private static SagaDefinitionBuilder built() {
    return SagaDefinitionBuilder.saga("everything")
        .description("Uses every key once.")
        .deadline(Duration.ofMinutes(20))
        .rollbackOnFailure(true)
        .maxConcurrentSteps(8)
        .waitBetweenSteps(Duration.ofSeconds(1))
        .every(Duration.ofSeconds(30), "Stop", 7)
        .env(Map.of("carrier", "sandbox"))
        .input(Map.of("type", "object", "required", List.of("orderId")))
        .step("check", s -> s.validate().description("The input was good."))
        .step("hold", s -> s.command("inventory", "Hold", "none").needs("check"))
        .step("available", s -> s.coveredBy("hold", "sold_out").needs("check"))
        .step("reserve", SameDocumentTest::reserve)
        .step(
            "approve",
            s ->
                s.signal("approved").timeout(Duration.ofHours(24)).required(false).needs("reserve"))
        .step(
            "notify",
            s ->
                s.http(Map.of("url", "http://h/${env.carrier}", "compensation", "none"))
                    .needs("reserve"))
        .step(
            "child",
            s ->
                s.saga("other")
                    .needs("reserve")
                    .input(Map.of("n", "${steps.reserve.output.count}")))
        .step("side", s -> s.detachedSaga("other").needs("child"))
        .step("tell", s -> s.publish("Done", "t").needs("child"))
        .output(Map.of("status", "processed"));
  }

  private static void reserve(StepBuilder step) {
    step.command("inventory", "ReserveStock", "ReleaseStock")
        .compensationInput(Map.of("reservation", "${output.reservationId}"))
        .kind(StepKind.COMPENSATABLE)
        .needs("check")
        .when("input.items.size() > 0")
        .input(Map.of("item", "${item}", "at", "${index}"))
        .timeout(Duration.ofSeconds(10))
        .totalTimeout(Duration.ofMinutes(1))
        .retry(RETRY)
        .compensationRetry(RETRY)
        .onFailure(OnFailure.STOP)
        .priority(5)
        .delay(Duration.ofSeconds(2))
        .forEach("${input.items}", 3)
        .outputs("reservationId");
  }

  @Test
  void givesEqualDocuments() {
    assertThat(built().document()).isEqualTo(yaml(YAML)).isEqualTo(json(toJson(yaml(YAML))));
  }

  @Test
  void givesEqualModels() {
    SagaDefinition fromYaml = DefinitionParser.parse(yaml(YAML));
    SagaDefinition fromJson = DefinitionParser.parse(json(toJson(yaml(YAML))));
    SagaDefinition fromBuilder = built().build();

    assertThat(model(fromBuilder)).isEqualTo(model(fromYaml)).isEqualTo(model(fromJson));
  }

  /// Everything of a definition, with objects as ordered text: a map in Java has no order of its
  /// own.
  private static String model(SagaDefinition definition) {
    return String.join(
        "\n",
        definition.name(),
        definition.description(),
        definition.policy().toString(),
        definition.env().toString(),
        definition.output().toString(),
        String.join("\n", definition.steps().stream().map(SameDocumentTest::model).toList()));
  }

  private static String model(Step step) {
    List<String> references = new ArrayList<>();
    step.input().forEachReference((place, reference) -> references.add(place + reference));
    if (step.action() instanceof Action.Command command && command.compensationInput() != null) {
      command
          .compensationInput()
          .forEachReference((place, reference) -> references.add(place + reference));
    }
    references.sort(null);
    return List.of(
            step.name(),
            String.valueOf(step.action()),
            step.kind(),
            step.needs(),
            String.valueOf(step.when()),
            references,
            step.timing(),
            step.retry(),
            step.compensationRetry(),
            step.onFailure(),
            step.priority(),
            String.valueOf(step.forEach()),
            String.valueOf(step.outputs()))
        .toString();
  }

  @Test
  void givesTheSameViolations() {
    Map<String, Object> bad =
        yaml(
            YAML.replace("needs: [check]", "needs: [chekc]")
                .replace("PT20M", "soon")
                .replace("input.items.size() > 0", "input.items.size()"));
    SagaDefinitionBuilder builder =
        built()
            .with("deadline", "soon")
            .with("steps", new LinkedHashMap<>((Map<?, ?>) bad.get("steps")));

    List<String> violations = violationsOf(bad);

    assertThat(violations)
        .hasSize(5)
        .contains("steps.reserve.needs: there is no step 'chekc'; did you mean 'check'?");
    assertThat(violationsOf(json(toJson(bad)))).isEqualTo(violations);
    assertThat(violationsOf(builder.document())).isEqualTo(violations);
  }
}
