package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands between `${` and `}` in a template: a path into the saga's input, the definition's
/// constants, an earlier step's output, or what else a [Template.Scope] knows.
///
/// @param root `input`, `env`, `sagaId`, `round`, `item`, `index`, `output`, `secret`, or `steps`
///   for a step's output
/// @param step the step whose output is meant, null for the other roots
/// @param path keys from the root inwards; a list's place is its number
public record Reference(String root, @Nullable String step, List<String> path) {

  /// The root of what only a participant may know.
  static final String SECRET = "secret";

  private static final Set<String> ROOTS =
      Set.of("input", "env", "sagaId", "round", "item", "index", "output", SECRET, "steps");
  private static final Pattern ROOT = Pattern.compile("[A-Za-z]+");
  private static final Pattern KEY =
      Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_-]*)|\\[([0-9]{1,9})]|\\['([^'\\]]+)']");
  private static final Pattern SECRET_IN_TEXT = Pattern.compile("\\$\\{secret");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// The reference that the text spells, or null when it spells none.
  public static @Nullable Reference parse(String text) {
    String spelled = text.strip();
    Matcher root = ROOT.matcher(spelled);
    if (!root.lookingAt() || !ROOTS.contains(root.group())) {
      return null;
    }
    List<String> keys = keys(spelled.substring(root.end()));
    return keys == null ? null : of(root.group(), keys);
  }

  private static @Nullable List<String> keys(String text) {
    List<String> keys = new ArrayList<>();
    Matcher matcher = KEY.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      for (int group = 1; group <= 3; group++) {
        String key = matcher.group(group);
        if (key != null) {
          keys.add(key);
        }
      }
    }
    return end == text.length() ? keys : null;
  }

  private static @Nullable Reference of(String root, List<String> keys) {
    return switch (root) {
      case "steps" ->
          keys.size() >= 2 && keys.get(1).equals("output")
              ? new Reference(root, keys.getFirst(), List.copyOf(keys.subList(2, keys.size())))
              : null;
      case "sagaId", "round", "index" ->
          keys.isEmpty() ? new Reference(root, null, List.of()) : null;
      case "secret" -> keys.size() == 1 ? new Reference(root, null, List.copyOf(keys)) : null;
      default -> new Reference(root, null, List.copyOf(keys));
    };
  }

  /// The reference as a template spells it, such as `${steps['take-payment'].output.paymentId}`.
  public String spelled() {
    StringBuilder text = new StringBuilder("${").append(root);
    if (step != null) {
      text.append("['").append(step).append("'].output");
    }
    for (String key : path) {
      boolean plain = PLAIN_KEY.matcher(key).matches() || root.equals(SECRET);
      String quote = NUMBER.matcher(key).matches() ? "" : "'";
      text.append(plain ? "." + key : "[" + quote + key + quote + "]");
    }
    return text.append('}').toString();
  }

  /// The value that the reference points at, or null when nothing is there. A secret is passed on
  /// as it is spelled: only the participant that needs it may know it.
  @Nullable Object resolve(Template.Scope scope) {
    Object value =
        switch (root) {
          case "input" -> scope.input();
          case "env" -> scope.env();
          case "sagaId" -> scope.sagaId();
          case "round" -> scope.round();
          case "item" -> scope.item();
          case "index" -> scope.index();
          case "output" -> scope.ownOutput();
          case "secret" -> spelled();
          default -> step == null ? null : scope.outputOf(step);
        };
    return root.equals(SECRET) ? value : inside(value);
  }

  /// True when text anywhere in the value would be taken for a reference to a secret.
  static boolean spellsSecret(@Nullable Object value) {
    return switch (value) {
      case String text -> secretsIn(text) > 0;
      case Map<?, ?> map ->
          map.entrySet().stream()
              .anyMatch(entry -> spellsSecret(entry.getKey()) || spellsSecret(entry.getValue()));
      case List<?> list -> list.stream().anyMatch(Reference::spellsSecret);
      case null, default -> false;
    };
  }

  /// How often a text refers to a secret.
  static long secretsIn(String text) {
    return SECRET_IN_TEXT.matcher(text).results().count();
  }

  private @Nullable Object inside(@Nullable Object value) {
    Object found = value;
    for (String key : path) {
      found =
          switch (found) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list -> at(list, key);
            case null, default -> null;
          };
    }
    return found;
  }

  private static @Nullable Object at(List<?> list, String key) {
    int index = NUMBER.matcher(key).matches() ? Integer.parseInt(key) : list.size();
    return index < list.size() ? list.get(index) : null;
  }
}
