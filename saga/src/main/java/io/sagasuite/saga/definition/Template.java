package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
  ///
  /// @param guarded the value goes where secrets are filled in, so one that spells a secret itself
  ///   is left out: whoever wrote an input must not be able to ask for them
  record Value(Reference reference, boolean guarded) implements Template {
    private @Nullable Object resolve(Scope scope) {
      Object value = reference.resolve(scope);
      return guarded && !isSecret() && Reference.spellsSecret(value) ? null : value;
    }

    private boolean isSecret() {
      return reference.root().equals(Reference.SECRET);
    }
  }

  /// Text with references in it.
  ///
  /// @param whole without one of its parts the text is left out: a URL that lost its last part
  ///   would name something else
  record Text(List<Template> parts, boolean whole) implements Template {
    private @Nullable String joined(Scope scope) {
      StringBuilder joined = new StringBuilder();
      for (Template part : parts) {
        Object rendered = part.render(scope);
        if (rendered == null && whole) {
          return null;
        }
        if (rendered != null) {
          PlainText.append(joined, rendered);
        }
      }
      return whole && spellsMoreSecrets(joined.toString()) ? null : joined.toString();
    }

    /// True when parts that are harmless each have together become a reference to a secret.
    private boolean spellsMoreSecrets(String text) {
      long own =
          parts.stream().filter(part -> part instanceof Value value && value.isSecret()).count();
      return Reference.secretsIn(text) > own;
    }
  }

  /// A list of templates.
  record Elements(List<Template> items) implements Template {}

  /// An object whose values are templates.
  record Fields(Map<String, Template> fields) implements Template {}

  /// Compiles a value of plain maps, lists, strings, numbers and booleans.
  ///
  /// @param refuse told of what is wrong: the place inside the value, such as `.items[0]`, and a
  ///   sentence
  static Template compile(Object value, BiConsumer<String, String> refuse) {
    return new TemplateCompiler(false, refuse).compile("", value);
  }

  /// The value with every reference replaced; null when a lone reference points at nothing.
  default @Nullable Object render(Scope scope) {
    return switch (this) {
      case Literal literal -> literal.value();
      case Value value -> value.resolve(scope);
      case Text text -> text.joined(scope);
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

  /// Tells each reference in the template and its place, such as `.items[0]`, in its order.
  default void forEachReference(BiConsumer<String, Reference> visitor) {
    visitReferences("", visitor);
  }

  /// As [#forEachReference], for a template that stands at `place` in another one.
  private void visitReferences(String place, BiConsumer<String, Reference> visitor) {
    switch (this) {
      case Literal _ -> {}
      case Value value -> visitor.accept(place, value.reference());
      case Text text -> text.parts().forEach(part -> part.visitReferences(place, visitor));
      case Elements elements -> {
        for (int index = 0; index < elements.items().size(); index++) {
          elements.items().get(index).visitReferences(place + "[" + index + "]", visitor);
        }
      }
      case Fields fields ->
          fields.fields().forEach((key, v) -> v.visitReferences(place + "." + key, visitor));
    }
  }
}
