package io.sagasuite.saga.definition.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.InputSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonInputSchemaTest {

  private static final String ORDER =
      """
      type: object
      required: [orderId, items]
      additionalProperties: false
      properties:
        orderId: { type: string, minLength: 1, pattern: "^o-" }
        at: { type: string, format: date-time }
        items:
          type: array
          minItems: 1
          items: { $ref: "#/$defs/item" }
      $defs:
        item:
          type: object
          required: [productId]
          properties:
            productId: { type: string }
            quantity: { type: integer, minimum: 1 }
      """;

  private static List<String> faults(String schema) {
    List<String> faults = new ArrayList<>();
    JsonInputSchema.compile(
        Documents.yaml(schema), (place, sentence) -> faults.add(place + ": " + sentence));
    return faults;
  }

  private static InputSchema compile(String schema) {
    assertThat(faults(schema)).isEmpty();
    return JsonInputSchema.compile(Documents.yaml(schema), (place, sentence) -> {});
  }

  private static List<String> violations(InputSchema schema, Map<String, Object> input) {
    return schema.violations(input).stream().map(v -> v.field() + ": " + v.message()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          items: [ { productId: w } ]                                | orderId: is required
          orderId: o-1, items: [ { quantity: 1 } ]                   | items[0].productId: is required
          orderId: o-1, items: [ { productId: w, quantity: 0 } ]     | items[0].quantity: must have a minimum value of 1
          orderId: o-1, items: [ { productId: w, quantity: 1.5 } ]   | items[0].quantity: number found, integer expected
          orderId: o-1, items: []                                    | items: must have at least 1 items but found 0
          orderId: o-1, items: [ { productId: w } ], more: 1         | more: is not known here
          orderId: x-1, items: [ { productId: w } ]                  | orderId: does not match the regex pattern ^o-
          orderId: o-1, at: noon, items: [ { productId: w } ]        | at: does not match the date-time pattern must be a valid RFC 3339 date-time
          """)
  void namesThePlaceAndWhatIsExpected(String input, String violation) {
    assertThat(violations(compile(ORDER), Documents.yaml("{ " + input + " }")))
        .containsExactly(violation);
  }

  @Test
  void letsAGoodInputPass() {
    Map<String, Object> input =
        Documents.yaml("{ orderId: o-1, items: [ { productId: w, quantity: 2 } ] }");

    assertThat(compile(ORDER).violations(input)).isEmpty();
  }

  @Test
  void namesEveryViolation() {
    assertThat(violations(compile(ORDER), Map.of("items", List.of("a", "b"))))
        .containsExactlyInAnyOrder(
            "orderId: is required",
            "items[0]: string found, object expected",
            "items[1]: string found, object expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          type: objekt                                  | .type: does not have a value in the enumeration
          required: orderId                             | .required: string found, array expected
          properties: { a: { minimum: x } }             | .properties.a.minimum: string found, number expected
          properties: { a: { requird: [b] } }           | .properties.a.requird: is no keyword of JSON Schema 2020-12
          allOf: [ { itemz: {} } ]                      | .allOf[0].itemz: is no keyword of JSON Schema 2020-12
          $ref: "https://example.org/order.json"        | .$ref: must stay inside the document, such as '#/$defs/item'
          items: { $ref: "file:///etc/passwd" }         | .items.$ref: must stay inside the document, such as '#/$defs/item'
          $schema: "http://json-schema.org/draft-07/schema#" | .$schema: must be 'https://json-schema.org/draft/2020-12/schema'
          properties: { a: { pattern: "(" } }           | .properties.a.pattern: does not match
          properties: { a: { pattern: "(?=a)" } }       | .properties.a.pattern: does not match
          properties: { a: { $ref: "#/$defs/none" } }   | :
          """)
  void refusesASchemaThatIsNone(String schema, String fault) {
    assertThat(faults(schema)).isNotEmpty().first().asString().startsWith(fault);
  }

  @Test
  @Timeout(20)
  void matchesPatternsInLinearTime() {
    InputSchema schema = compile("properties: { a: { type: string, pattern: '^(a+)+$' } }");

    assertThat(schema.violations(Map.of("a", "a".repeat(50_000) + "b"))).hasSize(1);
  }

  @Test
  void survivesASchemaThatRefersToItself() {
    InputSchema schema = compile("properties: { a: { $ref: '#/properties/a' } }");

    assertThat(violations(schema, Map.of("a", 1)))
        .containsExactly(": is nested too deep for its schema");
  }
}
