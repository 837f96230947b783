package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the values of a document into templates and finds the references in them.
final class TemplateCompiler {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private final boolean whole;
  private final BiConsumer<String, String> refuse;

  /// @param whole true: a text that lacks one of its parts is left out
  TemplateCompiler(boolean whole, BiConsumer<String, String> refuse) {
    this.whole = whole;
    this.refuse = refuse;
  }

  Template compile(String place, @Nullable Object value) {
    return switch (value) {
      case null -> {
        refuse.accept(place, "is null, which cannot be sent; leave it out");
        yield Template.EMPTY;
      }
      case Map<?, ?> map -> {
        Map<String, Template> fields = new LinkedHashMap<>();
        map.forEach(
            (key, item) -> fields.put(String.valueOf(key), compile(place + "." + key, item)));
        yield new Template.Fields(fields);
      }
      case List<?> list -> {
        List<Template> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(compile(place + "[" + items.size() + "]", item));
        }
        yield new Template.Elements(items);
      }
      case String text -> text(place, text);
      default -> new Template.Literal(value);
    };
  }

  private Template text(String place, String text) {
    Matcher matcher = REFERENCE.matcher(text);
    List<Template> parts = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      addLiteral(parts, text.substring(end, matcher.start()));
      end = matcher.end();
      Reference reference = Reference.parse(matcher.group(1));
      if (reference == null) {
        refuse.accept(
            place,
            "'%s' refers to nothing; use input, env, sagaId, round or steps['name'].output"
                .formatted(matcher.group()));
      } else {
        parts.add(new Template.Value(reference, whole));
      }
    }
    if (text.indexOf("${", end) >= 0) {
      refuse.accept(place, "has a '${' without its '}'");
    }
    addLiteral(parts, text.substring(end));
    return switch (parts.size()) {
      case 0 -> new Template.Literal(text);
      case 1 -> parts.getFirst();
      default -> new Template.Text(parts, whole);
    };
  }

  private static void addLiteral(List<Template> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Template.Literal(text));
    }
  }
}
