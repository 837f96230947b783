package io.sagasuite.messaging.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stood in a message's body, field by field, before it is known to be complete. Fields that
/// it does not know are skipped, so that a newer sender may add some.
final class MessageFields {

  private @Nullable String sagaId;
  private @Nullable String step;
  private @Nullable String direction;
  private int attempt;
  private @Nullable String command;
  private @Nullable String outcome;
  private @Nullable String code;
  private @Nullable String signal;
  private @Nullable String message;
  private @Nullable Map<String, Object> input;
  private @Nullable Map<String, Object> output;

  static MessageFields read(byte[] value) {
    try (JsonParser json = JsonText.FACTORY.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableMessageException("the value is not a JSON object");
      }
      MessageFields fields = new MessageFields();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        fields.take(name, json.nextToken(), json);
      }
      if (json.nextToken() != null) {
        throw new UnreadableMessageException("something follows the JSON object");
      }
      return fields;
    } catch (IOException e) {
      throw new UnreadableMessageException("the value is not JSON");
    } catch (NumberFormatException e) {
      throw new UnreadableMessageException("the value has a number that is out of bounds");
    }
  }

  private void take(String name, JsonToken token, JsonParser json) throws IOException {
    switch (name) {
      case "sagaId" -> sagaId = text(name, token, json);
      case "step" -> step = text(name, token, json);
      case "direction" -> direction = text(name, token, json);
      case "command" -> command = text(name, token, json);
      case "outcome" -> outcome = text(name, token, json);
      case "code" -> code = text(name, token, json);
      case "signal" -> signal = text(name, token, json);
      case "message" -> message = text(name, token, json);
      case "attempt" -> attempt = number(name, token, json);
      case "input" -> input = object(name, token, json);
      case "output" -> output = object(name, token, json);
      default -> json.skipChildren();
    }
  }

  CommandMessage command(@Nullable String traceparent) {
    return new CommandMessage(
        sagaId(),
        required("step", step),
        direction(),
        attempt(),
        required("command", command),
        required("input", input),
        output,
        traceparent);
  }

  ReplyMessage reply(@Nullable String traceparent) {
    return new ReplyMessage(
        sagaId(),
        required("step", step),
        direction(),
        attempt(),
        required("command", command),
        outcome(),
        traceparent);
  }

  private UUID sagaId() {
    try {
      return UUID.fromString(required("sagaId", sagaId));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("'sagaId' is not a UUID");
    }
  }

  private Direction direction() {
    try {
      return Direction.ofWire(required("direction", direction));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("'direction' is neither execute nor compensate");
    }
  }

  private int attempt() {
    if (attempt < 1) {
      throw new UnreadableMessageException("'attempt' is missing or below 1");
    }
    return attempt;
  }

  private Outcome outcome() {
    String why = message == null ? "" : message;
    return switch (required("outcome", outcome)) {
      case "succeeded" -> new Outcome.Succeeded(output == null ? Map.of() : output);
      case "rejected" -> new Outcome.Rejected(required("code", code), why);
      case "failed" -> new Outcome.Failed(required("code", code), why);
      case "unknown" -> new Outcome.Unknown(required("code", code), why);
      case "waiting" -> new Outcome.Waiting(required("signal", signal), why);
      default ->
          throw new UnreadableMessageException(
              "'outcome' is none of succeeded, rejected, failed, unknown, waiting");
    };
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new UnreadableMessageException("'" + name + "' is missing");
    }
    return value;
  }

  private static @Nullable String text(String name, JsonToken token, JsonParser json)
      throws IOException {
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_NULL -> null;
      default -> throw new UnreadableMessageException("'" + name + "' is not text");
    };
  }

  private static int number(String name, JsonToken token, JsonParser json) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw new UnreadableMessageException("'" + name + "' is not a whole number");
    }
    return json.getIntValue();
  }

  private static @Nullable Map<String, Object> object(String name, JsonToken token, JsonParser json)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> JsonText.readMap(json);
      case VALUE_NULL -> null;
      default -> throw new UnreadableMessageException("'" + name + "' is not an object");
    };
  }
}
