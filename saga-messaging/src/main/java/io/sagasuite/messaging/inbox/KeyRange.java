package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.inbox.OldRecords.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A part of the primary key in which records may be old. The ids of sagas begin with the time, so
/// nothing that a recent saga wrote is ever looked at; ids that begin with what cannot be a time
/// belong to sagas of another kind, and each of their records is judged by its own age.
///
/// @param start before the first row
/// @param end the first saga behind it
record KeyRange(Place start, UUID end) {

  /// No clock is that far ahead.
  private static final Duration SKEW_MAX = Duration.ofDays(1);

  /// The parts in which records of this age may stand.
  static List<KeyRange> ofAge(Duration age, Instant now) {
    return List.of(
        new KeyRange(Place.before(new UUID(0, 0)), at(now.minus(age))),
        new KeyRange(Place.before(at(now.plus(SKEW_MAX))), new UUID(-1, -1)));
  }

  /// What is left of it behind this row.
  KeyRange behind(Place last) {
    return new KeyRange(last, end);
  }

  private static UUID at(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }
}
