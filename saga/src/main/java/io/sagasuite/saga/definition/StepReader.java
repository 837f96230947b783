package io.sagasuite.saga.definition;

import io.sagasuite.saga.definition.expression.CelCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one step of a definition document.
final class StepReader {

  private final String name;
  private final DocumentNode node;

  private StepReader(String name, DocumentNode node) {
    this.name = name;
    this.node = node;
  }

  /// @param undoneOnFailure true when a failing saga undoes what it did, so that each step has to
  ///   say how
  static Step read(String name, DocumentNode node, boolean undoneOnFailure) {
    return new StepReader(name, node).read(undoneOnFailure);
  }

  private Step read(boolean undoneOnFailure) {
    StepKind stated = node.word("kind", StepKind.class);
    StepKind kind = stated == null ? StepKind.COMPENSATABLE : stated;
    ActionReader.Body body =
        new ActionReader(node, undoneOnFailure && kind == StepKind.COMPENSATABLE).read();
    boolean detached = body.action() instanceof Action.RunSaga child && child.detached();
    Step step =
        new Step(
            name,
            body.action(),
            stated == null && detached ? StepKind.RETRIABLE : kind,
            needs(),
            when(),
            body.input(),
            timing(body.timeout()),
            RetryReader.read(
                node, "retry", RetryPolicy.DEFAULT.withMaxAttempts(node.has("retry") ? 3 : 1)),
            RetryReader.read(node, "compensationRetry", Step.DEFAULT_COMPENSATION_RETRY),
            onFailure(),
            node.integer("priority", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
            forEach(),
            body.outputs());
    node.knows(StepForm.allKeys());
    node.refuseUnknownKeys();
    return step;
  }

  private List<String> needs() {
    List<String> needs = node.texts("needs");
    List<String> once = needs.stream().distinct().toList();
    if (once.size() < needs.size()) {
      node.refuse("needs", "names a step twice");
    }
    return once;
  }

  private @Nullable Condition when() {
    return switch (node.get("when")) {
      case null -> null;
      case String text -> condition(text);
      case Boolean constant -> condition(constant.toString());
      default -> {
        node.refuse("when", "must be an expression in text, such as input.items.size() > 0");
        yield null;
      }
    };
  }

  private @Nullable Condition condition(String text) {
    return CelCondition.compile(text, sentence -> node.refuse("when", sentence));
  }

  private Step.Timing timing(@Nullable Duration otherwise) {
    return new Step.Timing(
        node.has("timeout")
            ? PolicyReader.positive(node, "timeout", Step.Timing.DEFAULT_TIMEOUT)
            : otherwise,
        node.has("totalTimeout")
            ? PolicyReader.positive(node, "totalTimeout", Step.Timing.DEFAULT_TIMEOUT)
            : null,
        node.duration("delay", Duration.ZERO));
  }

  /// `required: false` alone skips what needs the step; a word for `onFailure` says it exactly.
  private OnFailure onFailure() {
    Boolean required = node.flag("required");
    OnFailure stated = node.word("onFailure", OnFailure.class);
    if (stated == null) {
      return Boolean.FALSE.equals(required) ? OnFailure.SKIP_DEPENDENTS : OnFailure.STOP;
    }
    if (required != null && required != (stated == OnFailure.STOP)) {
      node.refuse(
          "onFailure",
          "'%s' and required: %s contradict each other; state one of them"
              .formatted(stated.wire(), required));
    }
    return stated;
  }

  private Step.@Nullable ForEach forEach() {
    Object stated = node.get("forEach");
    if (stated == null) {
      return null;
    }
    int maxConcurrent = Step.ForEach.DEFAULT_MAX_CONCURRENT;
    Object items = stated;
    DocumentNode place = node;
    String key = "forEach";
    if (stated instanceof Map) {
      place = node.child("forEach");
      key = "items";
      items = place.get(key);
      maxConcurrent = place.integer("maxConcurrent", maxConcurrent, 1, Step.ForEach.ITEMS_MAX);
      place.refuseUnknownKeys();
    }
    if (items == null) {
      place.refuse(key, "is required");
      return null;
    }
    Template template = place.compile(key, items);
    switch (template) {
      case Template.Value _ -> {}
      case Template.Elements list when list.items().size() <= Step.ForEach.ITEMS_MAX -> {}
      case Template.Elements _ ->
          place.refuse(key, "must not have more than " + Step.ForEach.ITEMS_MAX + " elements");
      default -> place.refuse(key, "must be a list, or one reference to a list");
    }
    return new Step.ForEach(template, maxConcurrent);
  }
}
