package io.sagasuite.inventory.api;

import io.sagasuite.inventory.store.InventoryReads;
import io.sagasuite.inventory.store.ReservationView;
import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/// What is reserved for whom.
@Path("/reservations/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class ReservationResource {

  private final InventoryReads reads;

  ReservationResource(InventoryReads reads) {
    this.reads = reads;
  }

  @GET
  public Uni<ReservationView> get(UUID id) {
    return reads
        .reservation(id)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.of(404, "there is no reservation '" + id + "'"));
  }
}
