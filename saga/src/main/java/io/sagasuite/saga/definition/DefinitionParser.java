package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a saga definition document, given as the plain maps, lists, strings, numbers and booleans
/// that any YAML or JSON reader yields.
public final class DefinitionParser {

  /// The document format that this parser reads.
  public static final String API_VERSION = "saga/v1";

  /// Marks a step that has nothing to undo.
  private static final String NO_COMPENSATION = "none";

  private final List<Violation> violations = new ArrayList<>();

  private DefinitionParser() {}

  /// The definition that the document describes.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public static SagaDefinition parse(Map<String, Object> document) {
    return new DefinitionParser().read(document);
  }

  private SagaDefinition read(Map<String, Object> document) {
    DocumentNode root = new DocumentNode("", document, violations);
    if (!API_VERSION.equals(root.text("apiVersion"))) {
      root.refuse("apiVersion", "must be '" + API_VERSION + "'");
    }
    String name = root.requiredText("name");
    Duration deadline = root.duration("deadline", SagaDefinition.Policy.DEFAULT_DEADLINE);
    Map<String, Object> env = root.object("env");
    Template output = root.template("output");
    DocumentNode stepNodes = root.child("steps");
    List<Step> steps = new ArrayList<>();
    for (String stepName : root.object("steps").keySet()) {
      steps.add(readStep(stepName, stepNodes.child(stepName)));
    }
    root.refuseUnknownKeys();
    SagaDefinition.Policy policy =
        new SagaDefinition.Policy(deadline, true, 0, Duration.ZERO, null);
    return DefinitionValidator.validated(name, policy, env, steps, output, violations);
  }

  private Step readStep(String name, DocumentNode node) {
    StepKind kind = readKind(node);
    RetryPolicy retry =
        readRetry(node, "retry", RetryPolicy.DEFAULT.withMaxAttempts(node.has("retry") ? 3 : 1));
    Step step =
        new Step(
            name,
            readAction(node, kind),
            kind,
            node.texts("needs"),
            null,
            node.template("input"),
            new Step.Timing(
                node.duration("timeout", Step.Timing.DEFAULT_TIMEOUT), null, Duration.ZERO),
            retry,
            readRetry(node, "compensationRetry", Step.DEFAULT_COMPENSATION_RETRY),
            OnFailure.STOP,
            0,
            null,
            null);
    node.refuseUnknownKeys();
    return step;
  }

  private StepKind readKind(DocumentNode node) {
    String word = node.text("kind");
    if (word == null) {
      return StepKind.COMPENSATABLE;
    }
    for (StepKind kind : StepKind.values()) {
      if (kind.wire().equals(word)) {
        return kind;
      }
    }
    node.refuse("kind", "must be compensatable, pivot or retriable, not '" + word + "'");
    return StepKind.COMPENSATABLE;
  }

  private Action readAction(DocumentNode node, StepKind kind) {
    List<Action> actions = new ArrayList<>();
    if (node.has("participant") || node.has("command") || node.has("compensation")) {
      actions.add(readCommand(node, kind));
    }
    if (node.has("coveredBy")) {
      actions.add(readCovered(node.child("coveredBy")));
    }
    if (node.has("publish")) {
      actions.add(readPublish(node.child("publish")));
    }
    if (node.has("validate")) {
      actions.add(readValidate(node));
    }
    if (actions.size() != 1) {
      node.refuse(
          "participant", "a step has exactly one of participant, coveredBy, publish, validate");
      return new Action.Validate();
    }
    return actions.getFirst();
  }

  private static Action readCommand(DocumentNode node, StepKind kind) {
    String participant = node.requiredText("participant");
    String command = node.requiredText("command");
    @Nullable String compensation = node.text("compensation");
    if (compensation == null && kind == StepKind.COMPENSATABLE) {
      node.refuse(
          "compensation",
          "is missing; name the command that undoes the step, or 'none' if nothing is to undo");
    }
    return new Action.Command(
        participant, command, NO_COMPENSATION.equals(compensation) ? null : compensation, null);
  }

  private static Action readCovered(DocumentNode node) {
    Action covered =
        new Action.CoveredBy(node.requiredText("step"), Set.copyOf(node.texts("codes")));
    node.refuseUnknownKeys();
    return covered;
  }

  private static Action readPublish(DocumentNode node) {
    Action publish = new Action.Publish(node.requiredText("event"), node.requiredText("topic"));
    node.refuseUnknownKeys();
    return publish;
  }

  private static Action readValidate(DocumentNode node) {
    if (!"input".equals(node.text("validate"))) {
      node.refuse("validate", "must be 'input'");
    }
    return new Action.Validate();
  }

  private static RetryPolicy readRetry(DocumentNode step, String key, RetryPolicy otherwise) {
    if (!step.has(key)) {
      return otherwise;
    }
    DocumentNode node = step.child(key);
    RetryPolicy policy =
        new RetryPolicy(
            node.integer("maxAttempts", otherwise.maxAttempts(), 1, 1000),
            node.duration("initialInterval", otherwise.initialInterval()),
            node.number("multiplier", otherwise.multiplier(), 1, 100),
            node.duration("maxInterval", otherwise.maxInterval()),
            node.number("jitter", otherwise.jitter(), 0, 1),
            node.texts("retryOn"),
            node.texts("doNotRetryOn"));
    node.refuseUnknownKeys();
    return policy;
  }
}
