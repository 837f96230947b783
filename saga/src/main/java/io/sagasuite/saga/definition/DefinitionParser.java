package io.sagasuite.saga.definition;

import io.sagasuite.saga.definition.schema.JsonInputSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a saga definition document, given as the plain maps, lists, strings, numbers and booleans
/// that any YAML or JSON reader yields.
public final class DefinitionParser {

  /// The document format that this parser reads.
  public static final String API_VERSION = "saga/v1";

  /// Longest description.
  static final int DESCRIPTION_MAX = 2_000;

  private final Violations violations;
  private final Map<String, String> descriptions = new HashMap<>();
  private final Set<String> calls = new HashSet<>();

  private DefinitionParser(Violations violations) {
    this.violations = violations;
  }

  /// The definition that the document describes; every participant and saga it names is taken to
  /// exist.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public static SagaDefinition parse(Map<String, Object> document) {
    return parse(document, Known.ANYTHING);
  }

  /// The definition that the document describes.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public static SagaDefinition parse(Map<String, Object> document, Known known) {
    return parse(document, known, new Violations());
  }

  /// As [#parse], when something wrong has been found before.
  static SagaDefinition parse(Map<String, Object> document, Known known, Violations violations) {
    DocumentLimits.check(document, violations);
    violations.throwIfAny();
    Draft draft = new DefinitionParser(violations).read(document);
    DefinitionValidator.validate(draft, known, violations);
    violations.throwIfAny();
    return new SagaDefinition(draft);
  }

  private Draft read(Map<String, Object> document) {
    DocumentNode root = new DocumentNode("", document, violations);
    if (!API_VERSION.equals(root.get("apiVersion"))) {
      root.refuse("apiVersion", "must be '" + API_VERSION + "'");
    }
    String name = root.requiredName("name", NameRule.NAME);
    describe("", root);
    SagaDefinition.Policy policy = PolicyReader.read(root);
    Map<String, Object> env = Collections.unmodifiableMap(root.object("env"));
    InputSchema schema = readSchema(root);
    List<Step> steps = readSteps(root, policy.rollbackOnFailure());
    Template output = root.template("output");
    root.refuseUnknownKeys();
    return new Draft(name, policy, env, steps, output, schema, descriptions, calls);
  }

  private @Nullable InputSchema readSchema(DocumentNode root) {
    return root.has("input")
        ? JsonInputSchema.compile(
            root.object("input"), (place, sentence) -> violations.refuse("input" + place, sentence))
        : null;
  }

  private List<Step> readSteps(DocumentNode root, boolean undoneOnFailure) {
    Map<String, Object> stated = root.object("steps");
    if (stated.isEmpty()) {
      root.refuse("steps", "must have at least one step");
    }
    if (stated.size() > DefinitionValidator.STEPS_MAX) {
      root.refuse("steps", "must not be more than " + DefinitionValidator.STEPS_MAX);
      return List.of();
    }
    DocumentNode nodes = root.child("steps");
    List<Step> steps = new ArrayList<>();
    stated.forEach((name, value) -> {
      if (!NameRule.NAME.allows(name)) {
        nodes.refuse(name, "a step's name " + NameRule.NAME.sentence());
      }
      if (value instanceof Map) {
        DocumentNode node = nodes.child(name);
        describe(name, node);
        if (node.has("http")) {
          calls.add(name);
        }
        steps.add(StepReader.read(name, node, undoneOnFailure));
      } else {
        nodes.refuse(name, "must be an object");
      }
    });
    return steps;
  }

  private void describe(String step, DocumentNode node) {
    String description = node.text("description");
    if (description != null && description.length() > DESCRIPTION_MAX) {
      node.refuse("description", "must not be longer than " + DESCRIPTION_MAX + " characters");
    } else if (description != null) {
      descriptions.put(step, description);
    }
  }
}
