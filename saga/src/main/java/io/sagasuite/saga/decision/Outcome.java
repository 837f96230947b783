package io.sagasuite.saga.decision;

import java.util.Map;

/// What a participant answers to a command. A reply that never comes is not an outcome: it is an
/// unknown outcome, which the orchestrator learns from a due time.
public sealed interface Outcome {

  /// The command took effect, now or earlier; `output` is what later steps may refer to.
  record Succeeded(Map<String, Object> output) implements Outcome {}

  /// The business says no, finally: `code` is stable and documented, `message` is for people.
  record Rejected(String code, String message) implements Outcome {}

  /// A technical failure that left no effect behind; the same command may be tried again.
  record Failed(String code, String message) implements Outcome {}

  /// The participant cannot tell whether the command took effect: it is tried again under the same
  /// idempotency key, or undone although it never succeeded for sure.
  record Unknown(String code, String message) implements Outcome {}

  /// Nothing was done yet, because something has to happen first: the step waits for the signal and
  /// is then tried again.
  record Waiting(String signal, String message) implements Outcome {}
}
