package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.saga.decision.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An outcome as two columns: its word, and its output or its reason as JSON.
final class OutcomeText {

  private static final String EMPTY = "{}";

  private OutcomeText() {}

  static @Nullable String word(@Nullable Outcome outcome) {
    return outcome == null ? null : MessageCodec.word(outcome);
  }

  static @Nullable String reply(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> null;
      case Outcome.Succeeded done -> done.output().isEmpty() ? EMPTY : JsonText.of(done.output());
      case Outcome.Rejected no -> reason(no.code(), no.message());
      case Outcome.Failed no -> reason(no.code(), no.message());
      case Outcome.Unknown maybe -> reason(maybe.code(), maybe.message());
      case Outcome.Waiting until -> reason(until.signal(), until.message());
    };
  }

  static @Nullable Outcome of(@Nullable String word, @Nullable String reply) {
    if (word == null || reply == null) {
      return null;
    }
    Map<String, Object> fields = JsonText.map(reply);
    return switch (word) {
      case "succeeded" -> new Outcome.Succeeded(fields);
      case "rejected" -> new Outcome.Rejected(text(fields, "code"), text(fields, "message"));
      case "failed" -> new Outcome.Failed(text(fields, "code"), text(fields, "message"));
      case "unknown" -> new Outcome.Unknown(text(fields, "code"), text(fields, "message"));
      case "waiting" -> new Outcome.Waiting(text(fields, "code"), text(fields, "message"));
      default -> throw new IllegalStateException("unknown outcome '" + word + "' on record");
    };
  }

  private static String reason(String code, String message) {
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("code", code);
    reason.put("message", message);
    return JsonText.of(reason);
  }

  private static String text(Map<String, Object> fields, String name) {
    return String.valueOf(fields.get(name));
  }
}
