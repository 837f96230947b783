package io.sagasuite.saga.definition.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Refuses what JSON Schema itself would let pass in silence: keywords that it does not know, and
/// references that would have to be fetched.
final class SchemaKeywords {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /// Keywords whose value is a schema.
  private static final Set<String> ONE =
      Set.of(
          "additionalProperties",
          "contains",
          "else",
          "if",
          "items",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");

  /// Keywords whose value is a list of schemas.
  private static final Set<String> MANY = Set.of("allOf", "anyOf", "oneOf", "prefixItems");

  /// Keywords whose value holds schemas by names.
  private static final Set<String> NAMED =
      Set.of("$defs", "dependentSchemas", "patternProperties", "properties");

  /// Keywords with values that are no schemas.
  private static final Set<String> OTHERS =
      Set.of(
          "$anchor",
          "$comment",
          "$dynamicAnchor",
          "$dynamicRef",
          "$id",
          "$ref",
          "$schema",
          "const",
          "contentEncoding",
          "contentMediaType",
          "default",
          "dependentRequired",
          "deprecated",
          "description",
          "enum",
          "examples",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "format",
          "maxContains",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minContains",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "pattern",
          "readOnly",
          "required",
          "title",
          "type",
          "uniqueItems",
          "writeOnly");

  private static final Set<String> KNOWN = new TreeSet<>();

  static {
    List.of(ONE, MANY, NAMED, OTHERS).forEach(KNOWN::addAll);
  }

  private final BiConsumer<String, String> refuse;

  SchemaKeywords(BiConsumer<String, String> refuse) {
    this.refuse = refuse;
  }

  void check(String place, @Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> map)) {
      return;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String keyword = String.valueOf(entry.getKey());
      Object value = entry.getValue();
      String at = place + "." + keyword;
      if (ONE.contains(keyword)) {
        check(at, value);
      } else if (MANY.contains(keyword) && value instanceof List<?> list) {
        for (int index = 0; index < list.size(); index++) {
          check(at + "[" + index + "]", list.get(index));
        }
      } else if (NAMED.contains(keyword) && value instanceof Map<?, ?> named) {
        named.forEach((name, inner) -> check(at + "." + name, inner));
      } else {
        leaf(at, keyword, value);
      }
    }
  }

  private void leaf(String at, String keyword, @Nullable Object value) {
    if (!KNOWN.contains(keyword) && !keyword.startsWith("x-")) {
      refuse.accept(at, "is no keyword of JSON Schema 2020-12");
    } else if (keyword.equals("$schema") && !DIALECT.equals(value)) {
      refuse.accept(at, "must be '" + DIALECT + "'");
    } else if (Set.of("$ref", "$dynamicRef").contains(keyword)
        && !String.valueOf(value).startsWith("#")) {
      refuse.accept(at, "must stay inside the document, such as '#/$defs/item'");
    }
  }
}
