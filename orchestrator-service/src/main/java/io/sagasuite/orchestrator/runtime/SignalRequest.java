package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which sagas a saga wants to tell what.
///
/// @param sagaId only this one; null = all of the definition about the business key
record SignalRequest(
    @Nullable UUID sagaId,
    @Nullable String definition,
    @Nullable String businessKey,
    String signal,
    Map<String, Object> data) {

  private static final Pattern SIGNAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// Why the command cannot be carried out as it is; null when it can.
  static @Nullable String refusal(CommandMessage command) {
    Map<String, Object> input = command.input();
    if (!(input.get("signal") instanceof String signal) || !SIGNAL.matcher(signal).matches()) {
      return "signal: must be letters, digits, dots, hyphens and underscores, at most 100";
    }
    if (input.containsKey("data") && !(input.get("data") instanceof Map<?, ?>)) {
      return "data: must be an object";
    }
    if (input.containsKey("sagaId")) {
      return SagaIds.parse(input.get("sagaId")) == null ? "sagaId: must be the id of a saga" : null;
    }
    boolean named =
        input.get("definition") instanceof String && input.get("businessKey") instanceof String;
    return named ? null : "name a sagaId, or a definition and a businessKey";
  }

  @SuppressWarnings("unchecked") // JSON objects are maps by names
  static SignalRequest of(CommandMessage command) {
    Map<String, Object> input = command.input();
    return new SignalRequest(
        SagaIds.parse(input.get("sagaId")),
        input.get("definition") instanceof String definition ? definition : null,
        input.get("businessKey") instanceof String key ? key : null,
        String.valueOf(input.get("signal")),
        input.get("data") instanceof Map<?, ?> data ? (Map<String, Object>) data : Map.of());
  }
}
