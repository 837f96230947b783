package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of the operators, as far as the manifests use them: schemas by `apiVersion/kind`. What
/// a schema does not name is refused, so a new field is looked up before it is used.
final class CustomSchemas {

  private static final Path FILE = Path.of("src/test/resources/deploy/operator-kinds.yaml");

  private final Map<String, Schema> byType;

  CustomSchemas() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    byType =
        Yaml.documents(FILE).stream()
            .collect(
                Collectors.toMap(
                    document -> document.path("$id").asText(),
                    document -> registry.getSchema(withoutId(document))));
  }

  Stream<String> faults(String type, Manifest manifest) {
    Schema schema = byType.get(type);
    if (schema == null) {
      return Stream.of(manifest + ": nobody knows the kind " + type);
    }
    return schema.validate(manifest.tree()).stream()
        .map(error -> manifest + ": " + error.getInstanceLocation() + " " + error.getMessage());
  }

  /// The validator would fetch what an id names.
  private static JsonNode withoutId(JsonNode document) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) document.deepCopy()).without("$id");
  }
}
