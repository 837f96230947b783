package io.sagasuite.messaging.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one place that knows how commands and replies look on the wire. Message ids derive from what
/// the message says, so that a repeated message carries the id of the first.
///
/// @param source the sender, as CloudEvents names it: `/orchestrator`, `/inventory`
public record MessageCodec(String source) {

  private static final String REPLY_SUFFIX = ":reply";
  private static final int HEADERS_PER_MESSAGE = 8;

  /// The wire form of a command sent at `at`.
  public WireMessage encode(CommandMessage command, Instant at) {
    String id = idOf(command);
    return new WireMessage(
        command.sagaId().toString(),
        bytes(json -> writeCommand(json, command)),
        headers(id, command.command(), command.sagaId(), at, command.traceparent()));
  }

  /// The wire form of a reply sent at `at`.
  public WireMessage encode(ReplyMessage reply, Instant at) {
    String id = idOf(reply);
    String type = reply.command() + "." + word(reply.outcome());
    return new WireMessage(
        reply.sagaId().toString(),
        bytes(json -> writeReply(json, reply)),
        headers(id, type, reply.sagaId(), at, reply.traceparent()));
  }

  /// The command in a record's value.
  ///
  /// @throws UnreadableMessageException when there is none
  public static CommandMessage command(byte @Nullable [] value, @Nullable String traceparent) {
    return MessageFields.read(present(value)).command(traceparent);
  }

  /// The reply in a record's value.
  ///
  /// @throws UnreadableMessageException when there is none
  public static ReplyMessage reply(byte @Nullable [] value, @Nullable String traceparent) {
    return MessageFields.read(present(value)).reply(traceparent);
  }

  /// The word for an outcome, on the wire and in rows.
  public static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "succeeded";
      case Outcome.Rejected _ -> "rejected";
      case Outcome.Failed _ -> "failed";
      case Outcome.Unknown _ -> "unknown";
      case Outcome.Waiting _ -> "waiting";
    };
  }

  /// The message id of a command.
  public static String idOf(CommandMessage command) {
    return id(command.sagaId(), command.step(), command.direction(), command.attempt());
  }

  /// The message id of a reply.
  public static String idOf(ReplyMessage reply) {
    return idOfCommand(reply) + REPLY_SUFFIX;
  }

  /// The message id of the command that a reply answers.
  public static String idOfCommand(ReplyMessage reply) {
    return id(reply.sagaId(), reply.step(), reply.direction(), reply.attempt());
  }

  private static byte[] present(byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableMessageException("the record has no value");
    }
    return value;
  }

  private static String id(UUID sagaId, String step, Direction direction, int attempt) {
    return sagaId + ":" + step + ":" + direction.wire() + ":" + attempt;
  }

  private Map<String, String> headers(
      String id, String type, UUID sagaId, Instant at, @Nullable String traceparent) {
    Map<String, String> headers = LinkedHashMap.newLinkedHashMap(HEADERS_PER_MESSAGE);
    headers.put(MessageHeaders.CONTENT_TYPE, "application/json");
    headers.put(MessageHeaders.SPEC_VERSION, "1.0");
    headers.put(MessageHeaders.ID, id);
    headers.put(MessageHeaders.TYPE, type);
    headers.put(MessageHeaders.SOURCE, source);
    headers.put(MessageHeaders.SUBJECT, sagaId.toString());
    headers.put(MessageHeaders.TIME, at.toString());
    if (traceparent != null) {
      headers.put(MessageHeaders.TRACEPARENT, traceparent);
    }
    return headers;
  }

  private static void writeCommand(JsonGenerator json, CommandMessage command) throws IOException {
    json.writeStringField("sagaId", command.sagaId().toString());
    json.writeStringField("step", command.step());
    json.writeStringField("direction", command.direction().wire());
    json.writeNumberField("attempt", command.attempt());
    json.writeStringField("idempotencyKey", command.idempotencyKey());
    json.writeStringField("command", command.command());
    json.writeFieldName("input");
    JsonText.write(json, command.input());
    if (command.output() != null) {
      json.writeFieldName("output");
      JsonText.write(json, command.output());
    }
  }

  private static void writeReply(JsonGenerator json, ReplyMessage reply) throws IOException {
    json.writeStringField("sagaId", reply.sagaId().toString());
    json.writeStringField("step", reply.step());
    json.writeStringField("direction", reply.direction().wire());
    json.writeNumberField("attempt", reply.attempt());
    json.writeStringField("command", reply.command());
    json.writeStringField("outcome", word(reply.outcome()));
    switch (reply.outcome()) {
      case Outcome.Succeeded done -> {
        json.writeFieldName("output");
        JsonText.write(json, done.output());
      }
      case Outcome.Rejected no -> writeReason(json, no.code(), no.message());
      case Outcome.Failed no -> writeReason(json, no.code(), no.message());
      case Outcome.Unknown maybe -> writeReason(json, maybe.code(), maybe.message());
      case Outcome.Waiting until -> {
        json.writeStringField("signal", until.signal());
        json.writeStringField("message", until.message());
      }
    }
  }

  private static void writeReason(JsonGenerator json, String code, String message)
      throws IOException {
    json.writeStringField("code", code);
    json.writeStringField("message", message);
  }

  /// Writes the fields of a message's body.
  @FunctionalInterface
  private interface Body {
    void to(JsonGenerator json) throws IOException;
  }

  private static byte[] bytes(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      body.to(json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
