package io.sagasuite.messaging.inbox;

import io.sagasuite.saga.decision.Direction;
import org.jspecify.annotations.Nullable;

/// What is recorded about one step of one saga, in both directions.
record Recorded(@Nullable HandledCommand forward, @Nullable HandledCommand compensation) {

  static final Recorded NOTHING = new Recorded(null, null);

  @Nullable HandledCommand of(Direction direction) {
    return direction == Direction.EXECUTE ? forward : compensation;
  }

  Recorded with(HandledCommand row) {
    return row.direction() == Direction.EXECUTE
        ? new Recorded(row, compensation)
        : new Recorded(forward, row);
  }
}
