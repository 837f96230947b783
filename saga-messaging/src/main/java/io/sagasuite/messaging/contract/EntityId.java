package io.sagasuite.messaging.contract;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Ids of what a step creates. They derive from the saga and the step, so that a repeated command
/// can only ever find its own effect.
public final class EntityId {

  private EntityId() {}

  /// The id of the entity that this step of this saga creates.
  public static UUID of(UUID sagaId, String step) {
    return UUID.nameUUIDFromBytes((sagaId + ":" + step).getBytes(StandardCharsets.UTF_8));
  }
}
