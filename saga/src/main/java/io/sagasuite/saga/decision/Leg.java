package io.sagasuite.saga.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One direction of one step: its command's attempts and what became of them.
///
/// The legs of a saga are its outbox: whatever is [Phase#IN_FLIGHT] can be sent again from the row
/// alone, so no table of messages exists beside it.
///
/// @param attempt number of the current attempt, 0 before the first
/// @param resends how often the current attempt was sent again unanswered, which spaces further
///   ones
/// @param unknown an attempt ran out of time and nothing conclusive was heard since
/// @param dueAt in flight: when the attempt times out; backing off: when the next one starts
/// @param resendAt when the command is sent again in case a crash kept it from leaving
public record Leg(
    Phase phase,
    int attempt,
    int resends,
    boolean unknown,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant dueAt,
    @Nullable Instant resendAt,
    @Nullable Failure failure) {

  /// Not started.
  public static final Leg IDLE = new Leg(Phase.IDLE, 0, 0, false, null, null, null, null, null);

  /// What a leg is doing.
  public enum Phase {
    IDLE,
    IN_FLIGHT,
    BACKING_OFF,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    PARKED
  }

  /// True while an attempt is under way or planned.
  public boolean isActive() {
    return phase == Phase.IN_FLIGHT || phase == Phase.BACKING_OFF;
  }

  /// The earliest moment at which this leg needs attention, or null when it waits for none.
  public @Nullable Instant nextDueAt() {
    if (!isActive()) {
      return null;
    }
    if (resendAt == null || (dueAt != null && dueAt.isBefore(resendAt))) {
      return dueAt;
    }
    return resendAt;
  }

  Leg inFlight(int nextAttempt, Instant at, Instant timeoutAt, @Nullable Instant nextResendAt) {
    return new Leg(
        Phase.IN_FLIGHT,
        nextAttempt,
        0,
        unknown,
        startedAt == null ? at : startedAt,
        null,
        timeoutAt,
        nextResendAt,
        failure);
  }

  Leg resent(int count, @Nullable Instant nextResendAt) {
    return new Leg(
        phase, attempt, count, unknown, startedAt, endedAt, dueAt, nextResendAt, failure);
  }

  Leg backingOff(Instant retryAt, Failure cause, boolean outcomeUnknown) {
    return new Leg(
        Phase.BACKING_OFF, attempt, 0, outcomeUnknown, startedAt, null, retryAt, null, cause);
  }

  Leg ended(Phase end, Instant at, @Nullable Failure cause, boolean outcomeUnknown) {
    return new Leg(
        end, attempt, 0, outcomeUnknown, startedAt == null ? at : startedAt, at, null, null, cause);
  }
}
