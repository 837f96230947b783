package io.sagasuite.orchestrator.api.operator;

import io.sagasuite.orchestrator.api.Checks;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.saga.decision.OperatorAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads an action out of its word and its body. A field that the action does not take is refused:
/// it would be a wish that nobody heeds.
final class ActionReader {

  /// Actions by word, with the fields that each takes beside `reason` and `by`.
  static final Map<String, Set<String>> FIELDS =
      Map.of(
          "pause", Set.of(),
          "resume", Set.of(),
          "cancel", Set.of(),
          "retry", Set.of("step"),
          "skip", Set.of("step", "output"),
          "compensate", Set.of("from", "to"));

  static final int REASON_MAX = 500;
  static final int BY_MAX = 128;
  static final int STEP_MAX = 128;
  static final int JSON_MAX = 65_536;
  static final int DEPTH_MAX = 50;

  private static final Set<String> SIGNAL_FIELDS = Set.of("data");
  private static final Pattern SIGNAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String ANYBODY = "operator";

  private final ActionRequest body;
  private final Checks checks = new Checks();

  private ActionReader(ActionRequest body) {
    this.body = body;
  }

  /// What is asked for, by whom and why.
  record Asked(OperatorAction action, String by, String reason) {}

  /// One of the actions that are named in a path.
  static Asked action(String word, @Nullable ActionRequest body, @Nullable String operator) {
    ActionReader reader = new ActionReader(body == null ? ActionRequest.EMPTY : body);
    reader.check(word, Objects.requireNonNull(FIELDS.get(word)), operator);
    return reader.asked(reader.actionOf(word), operator);
  }

  /// A signal.
  static Asked signal(String name, @Nullable ActionRequest body, @Nullable String operator) {
    ActionReader reader = new ActionReader(body == null ? ActionRequest.EMPTY : body);
    if (!SIGNAL.matcher(name).matches()) {
      reader.checks.refuse(
          "name", "must be letters, digits, dots, hyphens and underscores, at most 100");
    }
    reader.check("signal", SIGNAL_FIELDS, operator);
    Map<String, Object> data = reader.body.data();
    return reader.asked(
        new OperatorAction.SendSignal(name, data == null ? Map.of() : data), operator);
  }

  private Asked asked(OperatorAction action, @Nullable String operator) {
    String by = body.by() != null ? body.by() : operator != null ? operator : ANYBODY;
    return new Asked(action, by, Objects.requireNonNull(body.reason()));
  }

  private OperatorAction actionOf(String word) {
    return switch (word) {
      case "pause" -> new OperatorAction.Pause();
      case "resume" -> new OperatorAction.Resume();
      case "cancel" -> new OperatorAction.Cancel();
      case "retry" -> new OperatorAction.Retry(body.step());
      case "skip" -> new OperatorAction.Skip(Objects.requireNonNull(body.step()), body.output());
      case "compensate" -> new OperatorAction.Compensate(body.from(), body.to());
      default -> throw new IllegalArgumentException(word);
    };
  }

  private void check(String word, Set<String> fields, @Nullable String operator) {
    checks.requiredText("reason", body.reason(), REASON_MAX);
    checks.text("by", body.by(), BY_MAX);
    checks.text("X-Operator", operator, BY_MAX);
    takes(word, fields, "step", body.step());
    takes(word, fields, "from", body.from());
    takes(word, fields, "to", body.to());
    takes(word, fields, "output", body.output());
    takes(word, fields, "data", body.data());
    if (word.equals("skip")) {
      checks.requiredText("step", body.step(), STEP_MAX);
    }
    checks.throwIfAny(422);
  }

  private void takes(String word, Set<String> fields, String field, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!fields.contains(field)) {
      checks.refuse(field, "'%s' takes no '%s'".formatted(word, field));
    } else if (value instanceof String text) {
      checks.text(field, text, STEP_MAX);
    } else if (value instanceof Map<?, ?> map) {
      checkJson(field, map);
    }
  }

  /// It becomes part of the saga's row, which is written with every transition from then on.
  @SuppressWarnings("unchecked") // JSON objects are maps by names
  private void checkJson(String field, Map<?, ?> value) {
    if (depth(value, DEPTH_MAX) > DEPTH_MAX) {
      checks.refuse(field, "must not be nested deeper than " + DEPTH_MAX);
    } else if (JsonTree.textOf((Map<String, Object>) value).length() > JSON_MAX) {
      checks.refuse(field, "must be at most " + JSON_MAX + " characters of JSON");
    }
  }

  /// How deep a value is nested, looked at no deeper than needed.
  private static int depth(@Nullable Object value, int left) {
    Iterable<?> inner =
        switch (value) {
          case Map<?, ?> map -> map.values();
          case List<?> list -> list;
          case null, default -> null;
        };
    if (inner == null || left < 0) {
      return 0;
    }
    int deepest = 0;
    for (Object one : inner) {
      deepest = Math.max(deepest, depth(one, left - 1));
    }
    return 1 + deepest;
  }
}
