package io.sagasuite.payment.store;

import java.time.Instant;
import java.util.UUID;

/// A payment, as it is shown: without its source.
public record PaymentView(
    UUID paymentId,
    UUID sagaId,
    String orderId,
    String amount,
    String currency,
    String status,
    Instant createdAt,
    Instant updatedAt) {}
