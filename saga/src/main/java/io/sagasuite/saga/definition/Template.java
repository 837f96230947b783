package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A value with references in it, compiled once and rendered for every command.
///
/// A string that is nothing but one `${reference}` renders to the referenced value with its type;
/// references inside a longer string render to text. What is not there is left out.
public sealed interface Template {

  /// The template of an empty object.
  Template EMPTY = new Fields(Map.of());

  /// What references may point at.
  interface Scope {
    /// The saga's input.
    Map<String, Object> input();

    /// The definition's constants.
    Map<String, Object> env();

    /// The saga's id.
    String sagaId();

    /// What a step answered, null when it has not.
    @Nullable Map<String, Object> outputOf(String step);

    /// What became of a step.
    StepEnd endOf(String step);

    /// The element that a `forEach` step is at, null outside of one.
    default @Nullable Object item() {
      return null;
    }

    /// The place of that element in its list, from 0; null outside of a `forEach` step.
    default @Nullable Integer index() {
      return null;
    }

    /// What the step itself had answered, when it is being undone.
    default @Nullable Map<String, Object> ownOutput() {
      return null;
    }

    /// The round of a recurring saga, from 1.
    default int round() {
      return 1;
    }
  }

  /// What became of a step, as conditions ask for it.
  enum StepEnd {
    /// Not through yet.
    OPEN,
    /// It took effect.
    SUCCEEDED,
    /// It failed for good and the saga went on.
    FAILED,
    /// It did not run.
    SKIPPED
  }

  /// A value without references.
  record Literal(Object value) implements Template {}

  /// One reference.
  record Value(Reference reference) implements Template {}

  /// Text with references in it.
  record Text(List<Template> parts) implements Template {}

  /// A list of templates.
  record Elements(List<Template> items) implements Template {}

  /// An object whose values are templates.
  record Fields(Map<String, Template> fields) implements Template {}

  /// Compiles a value of plain maps, lists, strings, numbers and booleans.
  ///
  /// @param refuse told of each text between `${` and `}` that is no reference
  static Template compile(Object value, Consumer<String> refuse) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Template> fields = new LinkedHashMap<>();
        map.forEach((key, item) -> fields.put(String.valueOf(key), compile(item, refuse)));
        yield new Fields(fields);
      }
      case List<?> list -> new Elements(list.stream().map(item -> compile(item, refuse)).toList());
      case String text -> compileText(text, refuse);
      default -> new Literal(value);
    };
  }

  private static Template compileText(String text, Consumer<String> refuse) {
    Matcher matcher = Syntax.REFERENCE.matcher(text);
    List<Template> parts = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      if (matcher.start() > end) {
        parts.add(new Literal(text.substring(end, matcher.start())));
      }
      end = matcher.end();
      Reference reference = Reference.parse(matcher.group(1));
      if (reference == null) {
        refuse.accept(matcher.group(1));
      } else {
        parts.add(new Value(reference));
      }
    }
    if (parts.isEmpty()) {
      return new Literal(text);
    }
    if (end < text.length()) {
      parts.add(new Literal(text.substring(end)));
    }
    return parts.size() == 1 ? parts.getFirst() : new Text(parts);
  }

  /// The value with every reference replaced; null when a lone reference points at nothing.
  default @Nullable Object render(Scope scope) {
    return switch (this) {
      case Literal literal -> literal.value();
      case Value value -> value.reference().resolve(scope);
      case Text text -> {
        StringBuilder whole = new StringBuilder();
        for (Template part : text.parts()) {
          Object rendered = part.render(scope);
          whole.append(rendered == null ? "" : rendered);
        }
        yield whole.toString();
      }
      case Elements elements -> {
        List<Object> items = new ArrayList<>();
        for (Template item : elements.items()) {
          Object rendered = item.render(scope);
          if (rendered != null) {
            items.add(rendered);
          }
        }
        yield items;
      }
      case Fields fields -> renderFields(fields, scope);
    };
  }

  /// The rendered object, for templates that are objects.
  default Map<String, Object> renderObject(Scope scope) {
    return this instanceof Fields fields ? renderFields(fields, scope) : Map.of();
  }

  private static Map<String, Object> renderFields(Fields fields, Scope scope) {
    Map<String, Object> rendered = new LinkedHashMap<>();
    fields
        .fields()
        .forEach((key, template) -> {
          Object value = template.render(scope);
          if (value != null) {
            rendered.put(key, value);
          }
        });
    return rendered;
  }

  /// Tells each reference in the template, in its order.
  default void forEachReference(Consumer<Reference> visitor) {
    switch (this) {
      case Literal ignored -> {}
      case Value value -> visitor.accept(value.reference());
      case Text text -> text.parts().forEach(part -> part.forEachReference(visitor));
      case Elements elements -> elements.items().forEach(item -> item.forEachReference(visitor));
      case Fields fields -> fields.fields().values().forEach(v -> v.forEachReference(visitor));
    }
  }

  /// How references are spelled.
  final class Syntax {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    private Syntax() {}
  }
}
