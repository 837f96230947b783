package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What the door reads from provisioning. It never writes there.
@RegisterRestClient(configKey = "provisioning")
@Path("/instances")
public interface ProvisioningClient {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> list(@QueryParam("id") List<UUID> ids);

  @GET
  @Path("/{instanceId}/credentials")
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> credentials(
      @PathParam("instanceId") UUID instanceId,
      @HeaderParam("Authorization") @Nullable String authorization);

  @GET
  @Path("/{instanceId}/logs")
  @Produces(MediaType.TEXT_PLAIN)
  Uni<String> logs(
      @PathParam("instanceId") UUID instanceId, @QueryParam("tailLines") int tailLines);

  @GET
  @Path("/{instanceId}/events")
  @Produces(MediaType.APPLICATION_JSON)
  Uni<JsonNode> events(@PathParam("instanceId") UUID instanceId);
}
