package io.sagasuite.messaging.participant;

import java.util.Map;

/// What a handler made of one command.
public sealed interface HandlerResult {

  /// It took effect; later steps may refer to the output.
  record Done(Map<String, Object> output) implements HandlerResult {}

  /// The business says no, finally, and nothing was changed.
  record Rejected(String code, String message) implements HandlerResult {}

  /// A technical failure that changed nothing; a later attempt may succeed.
  record Failed(String code, String message) implements HandlerResult {}

  /// Nobody can tell whether it took effect; a later attempt repeats it under the same idempotency
  /// key, or the step is undone although it never succeeded for sure.
  record Unknown(String code, String message) implements HandlerResult {}

  /// Nothing was changed, because something has to happen first: the saga waits for the signal and
  /// then tries again.
  record Waiting(String signal, String message) implements HandlerResult {}

  /// The intent is recorded, the effect happens outside the database, and the answer comes through
  /// [Participant#complete].
  record Deferred() implements HandlerResult {}
}
