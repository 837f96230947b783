package io.sagasuite.messaging.contract;

import io.sagasuite.saga.decision.Direction;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// One step of one saga, as its participant knows it.
public record StepKey(UUID sagaId, String step) {

  private static final long TIME = 0xFFFF_FFFF_FFFF_0000L;
  private static final long VERSION = 0x8000L;
  private static final long RANDOM = 0x0FFFL;

  /// The id of what the step creates: a UUID of version 8 (RFC 9562). It derives from the saga and
  /// the step, so that a repeated command can only ever tell of its own effect. Its first 48 bits
  /// are those of the saga's id, which are the time of its start: rows that are new together stand
  /// together in an index, however many older ones there are.
  public UUID entityId() {
    UUID hash = UUID.nameUUIDFromBytes((sagaId + ":" + step).getBytes(StandardCharsets.UTF_8));
    long time = sagaId.getMostSignificantBits() & TIME;
    return new UUID(
        time | VERSION | hash.getMostSignificantBits() & RANDOM, hash.getLeastSignificantBits());
  }

  /// What a participant applies once in this direction: the same for every attempt.
  public String idempotencyKey(Direction direction) {
    return sagaId + ":" + step + ":" + direction.wire();
  }
}
