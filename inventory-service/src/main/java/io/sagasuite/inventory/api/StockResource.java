package io.sagasuite.inventory.api;

import io.sagasuite.inventory.store.InventoryReads;
import io.sagasuite.inventory.store.StockShelf;
import io.sagasuite.inventory.store.StockView;
import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// How much there is of a product.
@Path("/stock/{productId}")
@Produces(MediaType.APPLICATION_JSON)
public class StockResource {

  private static final long AVAILABLE_MAX = 1_000_000_000_000L;
  private static final int PRODUCT_ID_MAX = 200;

  private final InventoryReads reads;
  private final StockShelf shelf;

  StockResource(InventoryReads reads, StockShelf shelf) {
    this.reads = reads;
    this.shelf = shelf;
  }

  /// What a person sets.
  public record StockLevel(@NotNull @PositiveOrZero @Max(AVAILABLE_MAX) @Nullable Long available) {}

  @GET
  public Uni<StockView> get(String productId) {
    return reads
        .stock(productId)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.of(404, "there is no product '" + productId + "'"));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<StockView> put(
      @Size(max = PRODUCT_ID_MAX) String productId, @Valid @NotNull StockLevel level) {
    Long available = level.available();
    return shelf.set(productId, available == null ? 0 : available);
  }
}
