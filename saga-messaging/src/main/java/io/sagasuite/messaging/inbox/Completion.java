package io.sagasuite.messaging.inbox;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.UUID;

/// The outcome of a command that was in progress outside the database.
public record Completion(UUID sagaId, String step, Direction direction, Outcome outcome) {}
