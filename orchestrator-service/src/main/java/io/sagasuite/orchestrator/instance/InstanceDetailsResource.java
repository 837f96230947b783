package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.databind.JsonNode;
import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// What only provisioning knows of an instance, passed on. Who may see a password is decided there.
@Path("/instances")
public class InstanceDetailsResource {

  private static final int LINES_DEFAULT = 200;
  private static final int LINES_MAX = 5_000;

  private final InstanceReads reads;
  private final ProvisioningReads provisioning;

  InstanceDetailsResource(InstanceReads reads, ProvisioningReads provisioning) {
    this.reads = reads;
    this.provisioning = provisioning;
  }

  /// The connection with its password.
  @GET
  @Path("/{name}/credentials")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The connection with its password",
      description = "Wants a bearer token of its own.")
  @APIResponse(responseCode = "200", description = "The credentials; not to be stored")
  @APIResponse(responseCode = "401", description = "There is no token")
  @APIResponse(responseCode = "403", description = "The token is another")
  @APIResponse(responseCode = "404", description = "There is no such instance")
  @APIResponse(responseCode = "503", description = "Provisioning does not answer")
  public Uni<Response> credentials(
      @PathParam("name") String name,
      @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String authorization) {
    return reads
        .row(name)
        .chain(row -> provisioning.credentials(row.instanceId(), authorization))
        .map(found -> Response.ok(found).header(HttpHeaders.CACHE_CONTROL, "no-store").build());
  }

  /// The last lines of its log.
  @GET
  @Path("/{name}/logs")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "The last lines of an instance's log")
  @APIResponse(responseCode = "200", description = "The lines, oldest first")
  @APIResponse(responseCode = "404", description = "There is no such instance")
  @APIResponse(responseCode = "503", description = "Provisioning does not answer")
  public Uni<String> logs(
      @PathParam("name") String name,
      @Parameter(description = "1 to 5000; 200 when absent") @QueryParam("tailLines")
          @Nullable String tailLines) {
    int lines = linesOf(tailLines);
    return reads.row(name).chain(row -> provisioning.logs(row.instanceId(), lines));
  }

  private static int linesOf(@Nullable String tailLines) {
    if (tailLines == null) {
      return LINES_DEFAULT;
    }
    int lines = tailLines.matches("[0-9]{1,4}") ? Integer.parseInt(tailLines) : 0;
    if (lines < 1 || lines > LINES_MAX) {
      throw ProblemException.refused("tailLines", "must be a number from 1 to " + LINES_MAX);
    }
    return lines;
  }

  /// What has happened to it.
  @GET
  @Path("/{name}/events")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What has happened to an instance")
  @APIResponse(responseCode = "200", description = "Its events")
  @APIResponse(responseCode = "404", description = "There is no such instance")
  @APIResponse(responseCode = "503", description = "Provisioning does not answer")
  public Uni<JsonNode> events(@PathParam("name") String name) {
    return reads.row(name).chain(row -> provisioning.events(row.instanceId()));
  }
}
