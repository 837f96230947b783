package io.sagasuite.orchestrator.order;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order as callers see it; all of it comes from the saga that fulfils it.
public record OrderView(
    String orderId,
    UUID sagaId,
    String status,
    @Nullable String reservationId,
    @Nullable String paymentId,
    @Nullable String shippingId,
    @Nullable String trackingNumber,
    @Nullable OrderFailure failure,
    @Nullable String traceUrl,
    Instant createdAt,
    Instant updatedAt) {

  /// Why an order was not fulfilled, and the step it failed at.
  public record OrderFailure(@Nullable String step, String code, String message) {}

  /// The view of the order that this saga fulfils.
  ///
  /// @param traceUrl where the saga's trace is seen, null when nowhere
  static OrderView of(SagaState saga, @Nullable String traceUrl) {
    return new OrderView(
        String.valueOf(saga.businessKey()),
        saga.sagaId(),
        OrderStatus.of(saga).wire(),
        outputOf(saga, "reserve-stock", "reservationId"),
        outputOf(saga, "take-payment", "paymentId"),
        outputOf(saga, "create-label", "shippingId"),
        outputOf(saga, "create-label", "trackingNumber"),
        failureOf(saga),
        traceUrl,
        saga.createdAt(),
        saga.updatedAt());
  }

  private static @Nullable String outputOf(SagaState saga, String stepName, String field) {
    StepState step = saga.step(stepName);
    Object value = step == null || step.output() == null ? null : step.output().get(field);
    return value == null ? null : value.toString();
  }

  private static @Nullable OrderFailure failureOf(SagaState saga) {
    SagaState.StepFailure failure = saga.failure();
    return failure == null
        ? null
        : new OrderFailure(failure.step(), failure.failure().code(), failure.failure().message());
  }
}
