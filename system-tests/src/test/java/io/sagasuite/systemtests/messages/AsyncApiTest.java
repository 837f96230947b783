package io.sagasuite.systemtests.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The AsyncAPI document is one, by the specification's own schema, and nothing in it points
/// nowhere.
class AsyncApiTest {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  @Test
  void keepsToTheSpecification() throws IOException {
    assertThat(faults(document())).isEmpty();
  }

  @Test
  void theSpecificationRefusesADocumentThatIsNone() throws IOException {
    ObjectNode document = (ObjectNode) document();
    ((ObjectNode) document.path("operations").iterator().next()).put("action", "shout");

    assertThat(faults(document)).isNotEmpty();
  }

  @Test
  void everyReferenceHasATarget() throws IOException {
    JsonNode document = document();
    List<JsonNode> references = new ArrayList<>(document.findValues("$ref"));

    assertThat(references)
        .hasSizeGreaterThan(20)
        .allSatisfy(reference -> {
          String target = reference.asText();
          if (target.startsWith("#")) {
            assertThat(document.at(target.substring(1)).isObject()).as(target).isTrue();
          } else {
            assertThat(ServiceCommands.ROOT.resolve("docs").resolve(target)).exists();
          }
        });
  }

  private static List<Error> faults(JsonNode document) throws IOException {
    try (var schema = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
      return REGISTRY.getSchema(Observed.JSON.readTree(schema)).validate(document);
    }
  }

  private static JsonNode document() throws IOException {
    return new YAMLMapper().readTree(ServiceCommands.ROOT.resolve("docs/asyncapi.yaml").toFile());
  }
}
