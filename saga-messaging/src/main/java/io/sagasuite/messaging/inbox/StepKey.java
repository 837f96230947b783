package io.sagasuite.messaging.inbox;

import java.util.UUID;

/// One step of one saga, as its participant knows it.
public record StepKey(UUID sagaId, String step) {}
