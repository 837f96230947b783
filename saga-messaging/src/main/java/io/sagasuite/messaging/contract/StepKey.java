package io.sagasuite.messaging.contract;

import io.sagasuite.saga.decision.Direction;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// One step of one saga, as its participant knows it.
public record StepKey(UUID sagaId, String step) {

  /// The id of what the step creates. It derives from the saga and the step, so that a repeated
  /// command can only ever find its own effect.
  public UUID entityId() {
    return UUID.nameUUIDFromBytes((sagaId + ":" + step).getBytes(StandardCharsets.UTF_8));
  }

  /// What a participant applies once in this direction: the same for every attempt.
  public String idempotencyKey(Direction direction) {
    return sagaId + ":" + step + ":" + direction.wire();
  }
}
