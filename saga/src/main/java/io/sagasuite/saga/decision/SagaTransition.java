package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// One row of the journal: what one trigger made of a saga, all of it or nothing.
///
/// @param version the saga's version after this transition; versions rise by one without a gap
/// @param status the saga's status after this transition
public record SagaTransition(
    UUID sagaId,
    String definition,
    long version,
    SagaStatus status,
    Instant at,
    String trigger,
    List<SagaEvent> events) {}
