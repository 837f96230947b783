package io.sagasuite.provisioning.api;

import io.sagasuite.provisioning.store.DriftView;
import io.sagasuite.provisioning.store.InstanceReads;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// What was found to differ from the records, and what was done about it.
@Path("/drift")
@Produces(MediaType.APPLICATION_JSON)
public class DriftResource {

  private static final int LISTED_MAX = 1_000;

  private final InstanceReads reads;

  DriftResource(InstanceReads reads) {
    this.reads = reads;
  }

  @GET
  public Uni<List<DriftView>> list(@QueryParam("limit") @DefaultValue("200") int limit) {
    return reads.drift(Parameters.bounded("limit", limit, LISTED_MAX));
  }
}
