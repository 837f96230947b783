package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands between `${` and `}` in a template: a path into the saga's input, the definition's
/// constants or an earlier step's output.
///
/// @param root `input`, `env`, `sagaId`, or `steps` for a step's output
/// @param step the step whose output is meant, null for the other roots
/// @param path keys from the root inwards
public record Reference(String root, @Nullable String step, List<String> path) {

  private static final Pattern STEP_OUTPUT =
      Pattern.compile("steps(?:\\['([^']+)']|\\.([A-Za-z_][A-Za-z0-9_]*))\\.output((?:\\..+)?)");
  private static final Pattern PLAIN = Pattern.compile("(input|env|sagaId)((?:\\..+)?)");
  private static final Pattern KEYS = Pattern.compile("(?:\\.[A-Za-z_][A-Za-z0-9_-]*)*");

  /// The reference that the text spells, or null when it spells none.
  public static @Nullable Reference parse(String text) {
    Matcher output = STEP_OUTPUT.matcher(text.strip());
    if (output.matches()) {
      String quoted = output.group(1);
      return of("steps", quoted != null ? quoted : output.group(2), output.group(3));
    }
    Matcher plain = PLAIN.matcher(text.strip());
    return plain.matches() ? of(plain.group(1), null, plain.group(2)) : null;
  }

  private static @Nullable Reference of(String root, @Nullable String step, String keys) {
    if (!KEYS.matcher(keys).matches()) {
      return null;
    }
    List<String> path = new ArrayList<>();
    for (String key : keys.split("\\.", -1)) {
      if (!key.isEmpty()) {
        path.add(key);
      }
    }
    return new Reference(root, step, List.copyOf(path));
  }

  /// The value that the reference points at, or null when nothing is there.
  @Nullable Object resolve(Template.Scope scope) {
    Object value =
        switch (root) {
          case "input" -> scope.input();
          case "env" -> scope.env();
          case "sagaId" -> scope.sagaId();
          default -> step == null ? null : scope.outputOf(step);
        };
    for (String key : path) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }
}
