package io.sagasuite.shipping.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.shipping.store.ShipmentReads;
import io.sagasuite.shipping.store.ShipmentView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is on its way to whom.
@Path("/shipments")
@Produces(MediaType.APPLICATION_JSON)
public class ShipmentResource {

  private final ShipmentReads reads;

  ShipmentResource(ShipmentReads reads) {
    this.reads = reads;
  }

  @GET
  @Path("/{id}")
  public Uni<ShipmentView> get(UUID id) {
    return reads
        .shipment(id)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.of(404, "there is no shipment '" + id + "'"));
  }

  @GET
  public Uni<List<ShipmentView>> list(@QueryParam("orderId") @Nullable String orderId) {
    if (orderId == null || orderId.isBlank()) {
      throw ProblemException.refused("orderId", "is missing");
    }
    return reads.ofOrder(orderId);
  }
}
