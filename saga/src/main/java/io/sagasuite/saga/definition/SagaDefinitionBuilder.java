package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a definition document in Java. It builds the same document that a YAML or JSON file holds
/// and has it read by [DefinitionParser], so all three give the same model and the same violations.
public final class SagaDefinitionBuilder {

  private final Map<String, Object> document = new LinkedHashMap<>();
  private final Map<String, Object> steps = new LinkedHashMap<>();

  private SagaDefinitionBuilder(String name) {
    document.put("apiVersion", DefinitionParser.API_VERSION);
    document.put("name", name);
    document.put("steps", steps);
  }

  /// Begins the definition of a saga type.
  public static SagaDefinitionBuilder saga(String name) {
    return new SagaDefinitionBuilder(name);
  }

  /// How long a saga may run before it is undone.
  public SagaDefinitionBuilder deadline(Duration deadline) {
    document.put("deadline", deadline.toString());
    return this;
  }

  /// Constants that templates may refer to as `env`.
  public SagaDefinitionBuilder env(Map<String, Object> env) {
    document.put("env", env);
    return this;
  }

  /// Adds a step.
  public SagaDefinitionBuilder step(String name, Consumer<StepBuilder> step) {
    StepBuilder builder = new StepBuilder();
    step.accept(builder);
    steps.put(name, builder.node);
    return this;
  }

  /// Template of the saga's output.
  public SagaDefinitionBuilder output(Map<String, Object> output) {
    document.put("output", output);
    return this;
  }

  /// The document as it would stand in a file.
  public Map<String, Object> document() {
    return document;
  }

  /// The definition.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public SagaDefinition build() {
    return DefinitionParser.parse(document);
  }

  /// Writes one step.
  public static final class StepBuilder {

    private final Map<String, Object> node = new LinkedHashMap<>();

    private StepBuilder() {}

    /// Sends a command that another command undoes.
    public StepBuilder command(String participant, String command, String compensation) {
      node.put("compensation", compensation);
      return command(participant, command);
    }

    /// Sends a command that is never undone.
    public StepBuilder command(String participant, String command) {
      node.put("participant", participant);
      node.put("command", command);
      return this;
    }

    /// Is decided by another step's reply.
    public StepBuilder coveredBy(String step, String... codes) {
      node.put("coveredBy", Map.of("step", step, "codes", List.of(codes)));
      return this;
    }

    /// Publishes an event.
    public StepBuilder publish(String event, String topic) {
      node.put("publish", Map.of("event", event, "topic", topic));
      return this;
    }

    /// Records that the input was valid.
    public StepBuilder validate() {
      node.put("validate", "input");
      return this;
    }

    /// What may become of the step once it has been done.
    public StepBuilder kind(StepKind kind) {
      node.put("kind", kind.wire());
      return this;
    }

    /// Steps that must have succeeded before.
    public StepBuilder needs(String... names) {
      node.put("needs", List.of(names));
      return this;
    }

    /// Template of the command's or event's input.
    public StepBuilder input(Map<String, Object> input) {
      node.put("input", input);
      return this;
    }

    /// Bound of one attempt.
    public StepBuilder timeout(Duration timeout) {
      node.put("timeout", timeout.toString());
      return this;
    }

    /// Attempts of the forward command.
    public StepBuilder retry(RetryPolicy policy) {
      node.put("retry", written(policy));
      return this;
    }

    /// Attempts of the compensating command.
    public StepBuilder compensationRetry(RetryPolicy policy) {
      node.put("compensationRetry", written(policy));
      return this;
    }

    private static Map<String, Object> written(RetryPolicy policy) {
      return Map.of(
          "maxAttempts", policy.maxAttempts(),
          "initialInterval", policy.initialInterval().toString(),
          "multiplier", policy.multiplier(),
          "maxInterval", policy.maxInterval().toString(),
          "jitter", policy.jitter(),
          "retryOn", policy.retryOn(),
          "doNotRetryOn", policy.doNotRetryOn());
    }
  }
}
