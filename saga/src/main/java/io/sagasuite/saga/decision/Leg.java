package io.sagasuite.saga.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One direction of one step: its command's attempts and what became of them.
///
/// The legs of a saga are its outbox: whatever is [Phase#IN_FLIGHT] can be sent again from the row
/// alone, so no table of messages exists beside it.
///
/// @param attempt number of the current attempt, 0 before the first
/// @param forgiven attempts that no longer count, because a person or a signal asked for another
///   try
/// @param resends how often the current attempt was sent again unanswered, which spaces further
///   ones
/// @param unknown an attempt ran out of time and nothing conclusive was heard since
/// @param dueAt in flight: when the attempt times out; backing off: when the next one starts;
///   waiting: when the wait is over
/// @param resendAt when the command is sent again in case a crash kept it from leaving
/// @param failure why it failed; on a skipped leg, why those that need the step are skipped too
/// @param signal the signal that is waited for
public record Leg(
    Phase phase,
    int attempt,
    int forgiven,
    int resends,
    boolean unknown,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant dueAt,
    @Nullable Instant resendAt,
    @Nullable Failure failure,
    @Nullable String signal) {

  /// Not started.
  public static final Leg IDLE =
      new Leg(Phase.IDLE, 0, 0, 0, false, null, null, null, null, null, null);

  /// What a leg is doing.
  public enum Phase {
    IDLE,
    /// Waits for a time, a signal, a free place or its elements; nothing of it is under way.
    WAITING,
    IN_FLIGHT,
    BACKING_OFF,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    PARKED
  }

  /// True while an attempt is under way or planned, or something is waited for.
  public boolean isActive() {
    return isTrying() || phase == Phase.WAITING;
  }

  /// True while an attempt is under way or planned.
  public boolean isTrying() {
    return phase == Phase.IN_FLIGHT || phase == Phase.BACKING_OFF;
  }

  /// True while a signal is waited for.
  public boolean awaitsSignal() {
    return phase == Phase.WAITING && signal != null;
  }

  /// Attempts that count against the retry policy.
  int countedAttempts() {
    return attempt - forgiven;
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

  Leg waiting(@Nullable String awaited, @Nullable Instant until) {
    return new Leg(
        Phase.WAITING,
        attempt,
        attempt,
        0,
        unknown,
        startedAt,
        null,
        until,
        null,
        failure,
        awaited);
  }

  Leg inFlight(
      int nextAttempt, Instant at, @Nullable Instant timeoutAt, @Nullable Instant nextResendAt) {
    return new Leg(
        Phase.IN_FLIGHT,
        nextAttempt,
        forgiven,
        0,
        unknown,
        startedAt == null ? at : startedAt,
        null,
        timeoutAt,
        nextResendAt,
        failure,
        null);
  }

  Leg resent(int count, @Nullable Instant nextResendAt) {
    return new Leg(
        phase,
        attempt,
        forgiven,
        count,
        unknown,
        startedAt,
        endedAt,
        dueAt,
        nextResendAt,
        failure,
        signal);
  }

  Leg backingOff(Instant retryAt, Failure cause, boolean outcomeUnknown) {
    return new Leg(
        Phase.BACKING_OFF,
        attempt,
        forgiven,
        0,
        outcomeUnknown,
        startedAt,
        null,
        retryAt,
        null,
        cause,
        null);
  }

  Leg ended(Phase end, Instant at, @Nullable Failure cause, boolean outcomeUnknown) {
    return new Leg(
        end,
        attempt,
        forgiven,
        0,
        outcomeUnknown,
        startedAt == null ? at : startedAt,
        at,
        null,
        null,
        cause,
        null);
  }

  /// As before its first attempt, except that attempts go on counting upwards: participants tell
  /// commands apart by their number.
  Leg reset() {
    return new Leg(Phase.IDLE, attempt, attempt, 0, unknown, null, null, null, null, failure, null);
  }
}
