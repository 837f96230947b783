package io.sagasuite.systemtests.chaos;

import java.util.Set;
import java.util.UUID;

/// How one order went, as its customer saw it.
///
/// @param sagaIds of all answers; more than one would be a broken promise
/// @param source what it was paid with
/// @param sentAt when it was first sent, by the nano clock
/// @param settledAt when its customer read that it had ended or was parked
/// @param calls how often it was sent until then
record OrderOutcome(
    String orderId,
    String source,
    Set<UUID> sagaIds,
    String status,
    long sentAt,
    long settledAt,
    int calls) {

  /// Whether nothing in the order itself makes it take its time.
  boolean isPrompt() {
    return source.equals("tok_visa") || source.equals("tok_declined");
  }
}
