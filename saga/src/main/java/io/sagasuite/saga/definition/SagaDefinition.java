package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A saga type: its steps, what each needs, and how each is undone. Immutable; a changed document
/// is a new version.
///
/// An instance is always valid: [DefinitionParser] and [SagaDefinitionBuilder] refuse what could
/// not run.
public final class SagaDefinition {

  private final String name;
  private final int version;
  private final Duration deadline;
  private final Map<String, Object> env;
  private final List<Step> steps;
  private final Template output;
  private final Map<String, Step> byName;
  private final StepGraph graph;

  SagaDefinition(
      String name,
      int version,
      Duration deadline,
      Map<String, Object> env,
      List<Step> steps,
      Template output) {
    this.name = name;
    this.version = version;
    this.deadline = deadline;
    this.env = env;
    this.steps = List.copyOf(steps);
    this.output = output;
    this.byName = new LinkedHashMap<>();
    steps.forEach(step -> byName.put(step.name(), step));
    this.graph = StepGraph.of(steps);
  }

  /// The saga type's name, such as `order`.
  public String name() {
    return name;
  }

  /// The stored version, from 1; 0 before the document was stored.
  public int version() {
    return version;
  }

  /// How long a saga may run before it is undone.
  public Duration deadline() {
    return deadline;
  }

  /// Constants that templates may refer to as `env`.
  public Map<String, Object> env() {
    return env;
  }

  /// The steps in the order of the document.
  public List<Step> steps() {
    return steps;
  }

  /// Template of the saga's output.
  public Template output() {
    return output;
  }

  /// Which step waits for which.
  public StepGraph graph() {
    return graph;
  }

  /// The step of that name.
  ///
  /// @throws IllegalArgumentException when there is none
  public Step step(String stepName) {
    Step step = byName.get(stepName);
    if (step == null) {
      throw new IllegalArgumentException(
          "definition '%s' has no step '%s'".formatted(name, stepName));
    }
    return step;
  }

  /// True when the definition has a step of that name.
  public boolean hasStep(String stepName) {
    return byName.containsKey(stepName);
  }

  /// The same definition under the version it was stored as.
  public SagaDefinition atVersion(int storedVersion) {
    return new SagaDefinition(name, storedVersion, deadline, env, steps, output);
  }
}
