package io.sagasuite.orchestrator.order;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Paging;
import io.sagasuite.orchestrator.api.Parameters;
import io.sagasuite.orchestrator.api.Preference;
import io.sagasuite.orchestrator.api.RequestValidation;
import io.sagasuite.orchestrator.order.OrderAcceptance.Submitted;
import io.sagasuite.orchestrator.order.OrderReads.OrderPage;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.Waiters;
import io.sagasuite.orchestrator.store.AcceptedOrder;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.TurnReason;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Orders at the door.
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

  private final OrderAcceptance acceptance;
  private final RequestValidation validation;
  private final OrderReads reads;
  private final Waiters waiters;
  private final OrderCancellation cancellation;

  OrderResource(
      OrderAcceptance acceptance,
      RequestValidation validation,
      OrderReads reads,
      Waiters waiters,
      OrderCancellation cancellation) {
    this.acceptance = acceptance;
    this.validation = validation;
    this.reads = reads;
    this.waiters = waiters;
    this.cancellation = cancellation;
  }

  /// Accepts an order, and waits for its end as long as `Prefer: wait` says.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> submit(
      @Nullable OrderRequest request,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    OrderRequest order = validation.checked(request, "an order");
    String key = Parameters.idempotencyKey(idempotencyKey);
    Duration wait = Preference.waitOf(prefer);
    Submitted submitted = acceptance.submit(order, key);
    return Uni.createFrom()
        .completionStage(submitted.answer())
        .chain(answer -> sagaOf(answer, submitted.requestDigest(), key))
        .chain(saga -> settle(saga, wait))
        .map(this::accepted);
  }

  private Uni<SagaState> sagaOf(
      Submission<AcceptedOrder> answer, String digest, @Nullable String key) {
    return switch (answer) {
      case Submission.Begun<AcceptedOrder> begun -> Uni.createFrom().item(begun.state());
      case Submission.Known<AcceptedOrder> known -> {
        AcceptedOrder order = known.accepted();
        if (!order.requestDigest().equals(digest)) {
          throw differs(order, key);
        }
        yield reads.saga(order.orderId());
      }
    };
  }

  private static ProblemException differs(AcceptedOrder order, @Nullable String key) {
    return key != null && key.equals(order.idempotencyKey())
        ? ProblemException.of(422, "this Idempotency-Key was used for another order before")
        : ProblemException.of(
            409, "order '" + order.orderId() + "' was submitted with other content before");
  }

  /// The saga at rest, or as far as it has come when the caller will not wait any longer.
  private Uni<SagaState> settle(SagaState saga, Duration wait) {
    if (wait.isZero() || saga.status().isEnded()) {
      return Uni.createFrom().item(saga);
    }
    return waiters
        .settled(saga.sagaId(), wait)
        .chain(settled ->
            settled
                .map(state -> Uni.createFrom().item(state))
                .orElseGet(() -> reads.saga(String.valueOf(saga.businessKey()))));
  }

  private Response accepted(SagaState saga) {
    OrderView view = reads.view(saga);
    return Response.status(saga.status().isEnded() ? 200 : 202)
        .location(URI.create("/orders/" + view.orderId()))
        .entity(view)
        .build();
  }

  /// One order.
  @GET
  @Path("/{orderId}")
  public Uni<OrderView> get(@PathParam("orderId") String orderId) {
    return reads.saga(orderId).map(reads::view);
  }

  /// Orders, newest first.
  @GET
  public Uni<OrderPage> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("customerId") @Nullable String customerId,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return reads.page(
        OrderStatus.filterOf(status),
        Parameters.text("customerId", customerId),
        Paging.of(limit, cursor));
  }

  /// Cancels an order that is still under way; what it did is undone.
  @DELETE
  @Path("/{orderId}")
  public Uni<Response> cancel(@PathParam("orderId") String orderId) {
    return reads
        .saga(orderId)
        .chain(saga ->
            saga.turnReason() == TurnReason.CANCELLED
                ? Uni.createFrom().item(saga)
                : cancellation.cancel(saga.sagaId()).chain(() -> reads.saga(orderId)))
        .map(this::accepted);
  }
}
