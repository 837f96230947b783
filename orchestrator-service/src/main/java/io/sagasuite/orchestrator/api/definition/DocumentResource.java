package io.sagasuite.orchestrator.api.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sagasuite.orchestrator.api.definition.DefinitionViews.DefinitionView;
import io.sagasuite.orchestrator.definition.DocumentFormat;
import io.sagasuite.orchestrator.store.DefinitionStore.StoredDefinition;
import io.sagasuite.saga.plan.Diagram;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Documents as they were stored, and as pictures.
@Path("/definitions")
public class DocumentResource {

  private static final String YAML = "application/yaml";
  private static final String X_YAML = "application/x-yaml";
  private static final String TEXT_YAML = "text/yaml";
  private static final String MERMAID = "text/vnd.mermaid;charset=UTF-8";

  private static final YAMLMapper WRITER =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final DefinitionReads reads;

  DocumentResource(DefinitionReads reads) {
    this.reads = reads;
  }

  /// The newest version.
  @GET
  @Path("/{name}")
  @Produces({MediaType.APPLICATION_JSON, YAML, X_YAML, TEXT_YAML})
  @Operation(
      summary = "The newest version of a definition",
      description = "With Accept: application/yaml the document itself.")
  @APIResponse(
      responseCode = "200",
      description = "The definition with its document",
      content = @Content(schema = @Schema(implementation = DefinitionView.class)))
  @APIResponse(responseCode = "404", description = "There is no such definition")
  public Uni<Response> newest(@PathParam("name") String name, @Context HttpHeaders headers) {
    return reads
        .stored(name, null)
        .map(stored -> answer(stored, headers, DefinitionView.of(stored)));
  }

  /// A version's document.
  @GET
  @Path("/{name}/versions/{version}")
  @Produces({MediaType.APPLICATION_JSON, YAML, X_YAML, TEXT_YAML})
  @Operation(
      summary = "The document of a version",
      description = "As JSON, or as YAML with Accept: application/yaml.")
  @APIResponse(responseCode = "200", description = "The document, which never changes")
  @APIResponse(responseCode = "404", description = "There is no such version")
  public Uni<Response> document(
      @PathParam("name") String name,
      @PathParam("version") String version,
      @Context HttpHeaders headers) {
    return reads.stored(name, version).map(stored -> answer(stored, headers, stored.document()));
  }

  /// What the caller likes best of what this path answers with; JSON where all is the same to them.
  private static Response answer(StoredDefinition stored, HttpHeaders headers, Object asJson) {
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        break;
      }
      if (DocumentFormat.of(accepted.toString()) == DocumentFormat.YAML) {
        MediaType type = new MediaType(accepted.getType(), accepted.getSubtype(), "UTF-8");
        return Response.ok(yaml(stored), type).build();
      }
    }
    return Response.ok(asJson, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /// The definition as a flowchart.
  @GET
  @Path("/{name}/diagram")
  @Produces({MERMAID, MediaType.TEXT_PLAIN + ";charset=UTF-8"})
  @Operation(summary = "A definition as a Mermaid flowchart")
  @APIResponse(responseCode = "200", description = "The text of the flowchart")
  @APIResponse(responseCode = "404", description = "There is no such definition or version")
  public Uni<String> diagram(
      @PathParam("name") String name, @QueryParam("version") @Nullable String version) {
    return reads.parsed(name, version).map(Diagram::of);
  }

  private static String yaml(StoredDefinition stored) {
    try {
      return WRITER.writeValueAsString(stored.document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
