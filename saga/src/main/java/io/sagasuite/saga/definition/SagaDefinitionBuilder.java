package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a definition document in Java. It builds the same document that a YAML or JSON file holds
/// and has it read by [DefinitionParser], so all three give the same model and the same violations.
public final class SagaDefinitionBuilder {

  private final Map<String, Object> document = new LinkedHashMap<>();
  private final Map<String, Object> steps = new LinkedHashMap<>();
  private final Violations violations = new Violations();

  private SagaDefinitionBuilder(String name) {
    document.put("apiVersion", DefinitionParser.API_VERSION);
    document.put("name", name);
    document.put("steps", steps);
  }

  /// Begins the definition of a saga type.
  public static SagaDefinitionBuilder saga(String name) {
    return new SagaDefinitionBuilder(name);
  }

  /// What people should know about the saga.
  public SagaDefinitionBuilder description(String description) {
    return with("description", description);
  }

  /// How long a saga may run before it is undone.
  public SagaDefinitionBuilder deadline(Duration deadline) {
    return with("deadline", deadline.toString());
  }

  /// False: a failed step stops the saga and what was done is kept.
  public SagaDefinitionBuilder rollbackOnFailure(boolean rollback) {
    return with("rollbackOnFailure", rollback);
  }

  /// How many steps may be under way at once; 0 = no limit.
  public SagaDefinitionBuilder maxConcurrentSteps(int steps) {
    return with("maxConcurrentSteps", steps);
  }

  /// Pause between a step's end and the start of those that need it.
  public SagaDefinitionBuilder waitBetweenSteps(Duration pause) {
    return with("waitBetweenSteps", pause.toString());
  }

  /// Begins again, this long after the end of each round.
  public SagaDefinitionBuilder every(Duration interval) {
    return with("every", interval.toString());
  }

  /// Begins again until a signal comes; the journal keeps the last rounds.
  public SagaDefinitionBuilder every(Duration interval, String until, int history) {
    Map<String, Object> every = new LinkedHashMap<>();
    every.put("interval", interval.toString());
    every.put("until", until);
    every.put("history", history);
    return with("every", every);
  }

  /// Constants that templates may refer to as `env`.
  public SagaDefinitionBuilder env(Map<String, Object> env) {
    return with("env", env);
  }

  /// What the saga's input must look like: JSON Schema, draft 2020-12.
  public SagaDefinitionBuilder input(Map<String, Object> schema) {
    return with("input", schema);
  }

  /// Adds a step. A name that is there already is a violation, found by [#build].
  public SagaDefinitionBuilder step(String name, Consumer<StepBuilder> step) {
    StepBuilder builder = new StepBuilder();
    step.accept(builder);
    if (steps.put(name, builder.document()) != null) {
      violations.refuse("steps." + name, "is there twice");
    }
    return this;
  }

  /// Template of the saga's output.
  public SagaDefinitionBuilder output(Map<String, Object> output) {
    return with("output", output);
  }

  /// Any key of the document, as a file would hold it.
  public SagaDefinitionBuilder with(String key, Object value) {
    document.put(key, value);
    return this;
  }

  /// The document as it would stand in a file.
  public Map<String, Object> document() {
    return Collections.unmodifiableMap(document);
  }

  /// The definition; every participant and saga it names is taken to exist.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public SagaDefinition build() {
    return build(Known.ANYTHING);
  }

  /// The definition.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public SagaDefinition build(Known known) {
    Violations all = new Violations();
    violations.all().forEach(found -> all.refuse(found.field(), found.message()));
    return DefinitionParser.parse(document, known, all);
  }
}
