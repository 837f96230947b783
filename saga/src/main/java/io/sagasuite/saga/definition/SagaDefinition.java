package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A saga type: its steps, what each needs, and how each is undone. Immutable; a changed document
/// is a new version.
///
/// An instance is always valid: [DefinitionParser] and [SagaDefinitionBuilder] refuse what could
/// not run.
public final class SagaDefinition {

  /// What holds for the saga as a whole.
  ///
  /// @param deadline how long a saga may run before it is undone, not counting pauses and waits for
  ///   signals
  /// @param rollbackOnFailure false: a failed step stops the saga and what was done is kept
  /// @param maxConcurrentSteps how many steps may be under way at once; 0 = no limit
  /// @param waitBetweenSteps pause between a step's end and the start of those that need it
  /// @param recurrence begins again and again; null = runs once
  public record Policy(
      Duration deadline,
      boolean rollbackOnFailure,
      int maxConcurrentSteps,
      Duration waitBetweenSteps,
      @Nullable Recurrence recurrence) {

    /// How long a saga may run where its document says nothing.
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(15);

    /// What holds where a document says nothing.
    public static final Policy DEFAULT = new Policy(DEFAULT_DEADLINE, true, 0, Duration.ZERO, null);
  }

  /// A saga that begins again.
  ///
  /// @param every pause between the end of a round and the start of the next
  /// @param until the signal that ends it between rounds; null = only a cancel ends it
  /// @param history how many rounds the journal keeps
  public record Recurrence(Duration every, @Nullable String until, int history) {

    /// Rounds that the journal keeps where a document says nothing.
    public static final int DEFAULT_HISTORY = 20;
  }

  private final String name;
  private final int version;
  private final Policy policy;
  private final Map<String, Object> env;
  private final List<Step> steps;
  private final List<Step> startOrder;
  private final Template output;
  private final @Nullable InputSchema inputSchema;
  private final Map<String, String> descriptions;
  private final Map<String, Step> byName;
  private final StepGraph graph;

  SagaDefinition(Draft draft) {
    this.name = draft.name();
    this.version = 0;
    this.policy = draft.policy();
    this.env = draft.env();
    this.steps = List.copyOf(draft.steps());
    this.startOrder =
        steps.stream().sorted(Comparator.comparingInt(Step::priority).reversed()).toList();
    this.output = draft.output();
    this.inputSchema = draft.inputSchema();
    this.descriptions = draft.descriptions();
    this.byName = new LinkedHashMap<>();
    steps.forEach(step -> byName.put(step.name(), step));
    this.graph = StepGraph.of(this.steps);
  }

  private SagaDefinition(SagaDefinition same, int version) {
    this.name = same.name;
    this.version = version;
    this.policy = same.policy;
    this.env = same.env;
    this.steps = same.steps;
    this.startOrder = same.startOrder;
    this.output = same.output;
    this.inputSchema = same.inputSchema;
    this.descriptions = same.descriptions;
    this.byName = same.byName;
    this.graph = same.graph;
  }

  /// The saga type's name, such as `order`.
  public String name() {
    return name;
  }

  /// The stored version, from 1; 0 before the document was stored.
  public int version() {
    return version;
  }

  /// What holds for the saga as a whole.
  public Policy policy() {
    return policy;
  }

  /// How long a saga may run before it is undone.
  public Duration deadline() {
    return policy.deadline();
  }

  /// Constants that templates may refer to as `env`.
  public Map<String, Object> env() {
    return env;
  }

  /// The steps in the order of the document.
  public List<Step> steps() {
    return steps;
  }

  /// The steps as they start when not all that are ready may: higher priority first, otherwise in
  /// the document's order.
  public List<Step> startOrder() {
    return startOrder;
  }

  /// Template of the saga's output.
  public Template output() {
    return output;
  }

  /// What the saga's input must look like; null where the document does not say.
  public @Nullable InputSchema inputSchema() {
    return inputSchema;
  }

  /// What the document says about the saga for people; empty where it says nothing.
  public String description() {
    return descriptions.getOrDefault("", "");
  }

  /// What the document says about a step for people; empty where it says nothing.
  public String descriptionOf(String stepName) {
    return descriptions.getOrDefault(stepName, "");
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
    return new SagaDefinition(this, storedVersion);
  }
}
