package io.sagasuite.payment.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.payment.store.PaymentReads;
import io.sagasuite.payment.store.PaymentView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who paid how much.
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
public class PaymentResource {

  private final PaymentReads reads;

  PaymentResource(PaymentReads reads) {
    this.reads = reads;
  }

  @GET
  @Path("/{id}")
  public Uni<PaymentView> get(UUID id) {
    return reads
        .payment(id)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.of(404, "there is no payment '" + id + "'"));
  }

  @GET
  public Uni<List<PaymentView>> list(@QueryParam("orderId") @Nullable String orderId) {
    if (orderId == null || orderId.isBlank()) {
      throw ProblemException.refused("orderId", "is missing");
    }
    return reads.ofOrder(orderId);
  }
}
