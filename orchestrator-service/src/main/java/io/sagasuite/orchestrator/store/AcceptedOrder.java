package io.sagasuite.orchestrator.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order that stands in the table.
public record AcceptedOrder(
    String orderId, UUID sagaId, @Nullable String idempotencyKey, String requestDigest)
    implements StartStore.Accepted {}
