package io.sagasuite.provisioning.api;

import io.sagasuite.provisioning.store.EventView;
import io.sagasuite.provisioning.store.HealthCheckView;
import io.sagasuite.provisioning.store.InstanceReads;
import io.sagasuite.provisioning.store.InstanceView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/// Instances as they are recorded, and what happened to them.
@Path("/instances")
@Produces(MediaType.APPLICATION_JSON)
public class InstanceResource {

  private static final int LISTED_MAX = 1_000;

  private final InstanceReads reads;

  InstanceResource(InstanceReads reads) {
    this.reads = reads;
  }

  @GET
  public Uni<List<InstanceView>> list(@QueryParam("id") List<String> ids) {
    return reads.all(Parameters.ids(ids));
  }

  @GET
  @Path("/{instanceId}")
  public Uni<InstanceView> get(@PathParam("instanceId") String instanceId) {
    UUID id = Parameters.instanceId(instanceId);
    return reads.one(id).onItem().ifNull().failWith(() -> Parameters.unknown(id));
  }

  @GET
  @Path("/{instanceId}/events")
  public Uni<List<EventView>> events(
      @PathParam("instanceId") String instanceId,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    UUID id = Parameters.instanceId(instanceId);
    int most = Parameters.bounded("limit", limit, LISTED_MAX);
    return get(instanceId).chain(() -> reads.events(id, most));
  }

  @GET
  @Path("/{instanceId}/health-checks")
  public Uni<List<HealthCheckView>> healthChecks(
      @PathParam("instanceId") String instanceId,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    UUID id = Parameters.instanceId(instanceId);
    int most = Parameters.bounded("limit", limit, LISTED_MAX);
    return get(instanceId).chain(() -> reads.healthChecks(id, most));
  }
}
