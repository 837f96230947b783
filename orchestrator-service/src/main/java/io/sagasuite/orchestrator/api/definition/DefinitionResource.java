package io.sagasuite.orchestrator.api.definition;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Checks;
import io.sagasuite.orchestrator.api.Paging;
import io.sagasuite.orchestrator.api.definition.DefinitionDocuments.Parsed;
import io.sagasuite.orchestrator.api.definition.DefinitionViews.DefinitionPage;
import io.sagasuite.orchestrator.api.definition.DefinitionViews.DefinitionView;
import io.sagasuite.orchestrator.api.definition.DefinitionViews.ValidView;
import io.sagasuite.orchestrator.api.definition.DefinitionViews.VersionPage;
import io.sagasuite.orchestrator.definition.DocumentDigest;
import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.store.DefinitionStore;
import io.sagasuite.orchestrator.store.DefinitionStore.Stored;
import io.sagasuite.saga.definition.Step;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Definitions as documents. A document is never changed: what is put in its place is its next
/// version, and running sagas keep theirs.
@Path("/definitions")
@Produces(MediaType.APPLICATION_JSON)
public class DefinitionResource {

  private static final String CURSOR = "must be a nextCursor that was answered before";

  private final DefinitionDocuments documents;
  private final DefinitionReads reads;
  private final Definitions definitions;
  private final DefinitionStore store;

  DefinitionResource(
      DefinitionDocuments documents,
      DefinitionReads reads,
      Definitions definitions,
      DefinitionStore store) {
    this.documents = documents;
    this.reads = reads;
    this.definitions = definitions;
    this.store = store;
  }

  /// Stores a document, unless the newest version says the same.
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Store a definition",
      description =
          "A new or changed document becomes a new version, which every start through any orchestrator uses from"
              + " then on; running sagas keep the version they started with. A document that says the same"
              + " as the newest version, in whatever order of keys, changes nothing.")
  @RequestBody(
      content = {
        @Content(mediaType = "application/yaml", schema = @Schema(implementation = Object.class)),
        @Content(mediaType = "application/json", schema = @Schema(implementation = Object.class))
      })
  @APIResponse(responseCode = "200", description = "The newest version says the same")
  @APIResponse(responseCode = "201", description = "Stored as a new version; Location names it")
  @APIResponse(responseCode = "409", description = "The name belongs to the suite itself")
  @APIResponse(responseCode = "413", description = "The document is larger than 1 MiB")
  @APIResponse(responseCode = "415", description = "The body is neither YAML nor JSON")
  @APIResponse(responseCode = "422", description = "The document could not be run; all reasons")
  public Uni<Response> put(
      @PathParam("name") String name,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte[] body) {
    return documents
        .parse(body, contentType, name)
        .chain(parsed -> definitions.isShipped(name) ? same(name, parsed) : stored(parsed))
        .map(DefinitionResource::answer);
  }

  private Uni<Stored> stored(Parsed parsed) {
    return definitions.store(parsed.definition(), parsed.document());
  }

  /// The suite's own REST gives its own definitions their input and reads their steps.
  private Uni<Stored> same(String name, Parsed parsed) {
    return reads
        .stored(name, null)
        .map(own -> {
          if (!DocumentDigest.of(own.document()).equals(DocumentDigest.of(parsed.document()))) {
            throw ProblemException.of(
                409,
                "the name '%s' belongs to the suite, whose REST depends on it; choose another"
                    .formatted(name));
          }
          return new Stored(own, false);
        });
  }

  private static Response answer(Stored stored) {
    DefinitionView view = DefinitionView.of(stored.definition());
    URI location = URI.create("/definitions/" + view.name() + "/versions/" + view.version());
    return Response.status(stored.isNew() ? 201 : 200).location(location).entity(view).build();
  }

  /// Tells whether a document could be stored.
  @POST
  @Path("/validate")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Check a document", description = "As when it is stored, and nothing is.")
  @RequestBody(
      content = {
        @Content(mediaType = "application/yaml", schema = @Schema(implementation = Object.class)),
        @Content(mediaType = "application/json", schema = @Schema(implementation = Object.class))
      })
  @APIResponse(responseCode = "200", description = "The document could be stored")
  @APIResponse(responseCode = "415", description = "The body is neither YAML nor JSON")
  @APIResponse(responseCode = "422", description = "The document could not be run; all reasons")
  public Uni<ValidView> validate(
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      byte[] body) {
    return documents
        .parse(body, contentType, null)
        .map(Parsed::definition)
        .map(definition ->
            new ValidView(
                true, definition.name(), definition.steps().stream().map(Step::name).toList()));
  }

  /// All definitions, by name.
  @GET
  @Operation(summary = "All definitions by name, each with its newest version")
  @APIResponse(responseCode = "200", description = "A page of definitions")
  @APIResponse(responseCode = "400", description = "Parameters are wrong; all of them are named")
  public Uni<DefinitionPage> list(
      @Parameter(description = "1 to 500; 50 when absent") @QueryParam("limit")
          @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Checks checks = new Checks();
    Paging paging = checks.read(() -> Paging.of(limit, null));
    if (cursor != null && !cursor.matches("[a-z0-9-]{1,63}")) {
      checks.refuse("cursor", CURSOR);
    }
    checks.throwIfAny(400);
    Paging page = Objects.requireNonNull(paging);
    return store
        .list(cursor == null ? "" : cursor, page.rows())
        .map(rows ->
            new DefinitionPage(
                page.shown(rows),
                rows.size() > page.limit() ? rows.get(page.limit() - 1).name() : null));
  }

  /// The versions of a definition, newest first.
  @GET
  @Path("/{name}/versions")
  @Operation(summary = "The versions of a definition, newest first")
  @APIResponse(responseCode = "200", description = "A page of versions, without their documents")
  @APIResponse(responseCode = "404", description = "There is no such definition")
  public Uni<VersionPage> versions(
      @PathParam("name") String name,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Checks checks = new Checks();
    Paging paging = checks.read(() -> Paging.of(limit, null));
    if (cursor != null && !cursor.matches("[0-9]{1,9}")) {
      checks.refuse("cursor", CURSOR);
    }
    checks.throwIfAny(400);
    Paging page = Objects.requireNonNull(paging);
    int below = cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
    return reads
        .stored(name, null)
        .chain(newest -> store.versions(name, below, page.rows()))
        .map(rows ->
            new VersionPage(
                name,
                page.shown(rows),
                rows.size() > page.limit()
                    ? String.valueOf(rows.get(page.limit() - 1).version())
                    : null));
  }
}
