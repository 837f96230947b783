package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes one step of a definition document in Java, key by key as a file would hold it.
public final class StepBuilder {

  private final Map<String, Object> node = new LinkedHashMap<>();

  StepBuilder() {}

  /// What people should know about the step.
  public StepBuilder description(String description) {
    return with("description", description);
  }

  /// Sends a command that another command undoes.
  public StepBuilder command(String participant, String command, String compensation) {
    return command(participant, command).with("compensation", compensation);
  }

  /// Sends a command that is never undone.
  public StepBuilder command(String participant, String command) {
    return with("participant", participant).with("command", command);
  }

  /// Template of the compensating command's input, which may refer to the step's own `output`.
  public StepBuilder compensationInput(Map<String, Object> input) {
    return with("compensationInput", input);
  }

  /// Calls an HTTP service; the map's keys are those of `http` in a document.
  public StepBuilder http(Map<String, Object> call) {
    return with("http", call);
  }

  /// Is decided by another step's reply.
  public StepBuilder coveredBy(String step, String... codes) {
    return with("coveredBy", Map.of("step", step, "codes", List.of(codes)));
  }

  /// Publishes an event.
  public StepBuilder publish(String event, String topic) {
    return with("publish", Map.of("event", event, "topic", topic));
  }

  /// Records that the input was valid.
  public StepBuilder validate() {
    return with("validate", "input");
  }

  /// Waits until somebody sends the signal.
  public StepBuilder signal(String signal) {
    return with("signal", signal);
  }

  /// Runs a saga of another definition and waits for its end.
  public StepBuilder saga(String definition) {
    return with("saga", definition);
  }

  /// Starts a saga of another definition and does not wait for it.
  public StepBuilder detachedSaga(String definition) {
    return saga(definition).with("detached", true);
  }

  /// What may become of the step once it has been done.
  public StepBuilder kind(StepKind kind) {
    return with("kind", kind.wire());
  }

  /// Steps that must be through before.
  public StepBuilder needs(String... names) {
    return with("needs", List.of(names));
  }

  /// An expression; the step is skipped when it is false.
  public StepBuilder when(String condition) {
    return with("when", condition);
  }

  /// Template of the command's, event's or child saga's input.
  public StepBuilder input(Map<String, Object> input) {
    return with("input", input);
  }

  /// Bound of one attempt.
  public StepBuilder timeout(Duration timeout) {
    return with("timeout", timeout.toString());
  }

  /// Bound of all attempts together.
  public StepBuilder totalTimeout(Duration timeout) {
    return with("totalTimeout", timeout.toString());
  }

  /// Wait before the step starts once it is ready.
  public StepBuilder delay(Duration delay) {
    return with("delay", delay.toString());
  }

  /// Attempts of the forward command.
  public StepBuilder retry(RetryPolicy policy) {
    return with("retry", written(policy));
  }

  /// Attempts of the compensating command.
  public StepBuilder compensationRetry(RetryPolicy policy) {
    return with("compensationRetry", written(policy));
  }

  /// False: the saga goes on without the step and without what needs it.
  public StepBuilder required(boolean required) {
    return with("required", required);
  }

  /// What a failure for good means to the saga.
  public StepBuilder onFailure(OnFailure onFailure) {
    return with("onFailure", onFailure.wire());
  }

  /// Among steps that are ready when not all may start: higher first.
  public StepBuilder priority(int priority) {
    return with("priority", priority);
  }

  /// Runs the step once for every element of a list, given as a reference such as `${input.items}`.
  public StepBuilder forEach(String items) {
    return with("forEach", items);
  }

  /// As [#forEach(String)], with a bound on the elements under way at once.
  public StepBuilder forEach(String items, int maxConcurrent) {
    return with("forEach", Map.of("items", items, "maxConcurrent", maxConcurrent));
  }

  /// The names that the step's reply promises.
  public StepBuilder outputs(String... names) {
    return with("outputs", List.of(names));
  }

  /// Any key of a step, as a file would hold it.
  public StepBuilder with(String key, Object value) {
    node.put(key, value);
    return this;
  }

  Map<String, Object> document() {
    return node;
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
