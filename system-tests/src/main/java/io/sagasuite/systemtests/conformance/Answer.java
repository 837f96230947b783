package io.sagasuite.systemtests.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sagasuite.messaging.kafka.KafkaRecords;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record on `saga.replies`, whatever it holds.
///
/// @param body an empty object when the value is not a JSON object
record Answer(ConsumerRecord<String, byte[]> origin, ObjectNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(ConsumerRecord<String, byte[]> origin) {
    try {
      JsonNode body = origin.value() == null ? null : JSON.readTree(origin.value());
      return new Answer(origin, body instanceof ObjectNode o ? o : JSON.createObjectNode());
    } catch (IOException e) {
      return new Answer(origin, JSON.createObjectNode());
    }
  }

  String text(String member) {
    return body.path(member).asText();
  }

  boolean succeeded() {
    return text("outcome").equals("succeeded");
  }

  boolean rejected() {
    return text("outcome").equals("rejected");
  }

  String header(String name) {
    String value = KafkaRecords.header(origin.headers(), name);
    return value == null ? "" : value;
  }

  /// Whether both say the same of the same step; they may answer different attempts.
  boolean saysTheSameAs(Answer other) {
    return withoutAttempt(body).equals(withoutAttempt(other.body));
  }

  private static ObjectNode withoutAttempt(ObjectNode body) {
    ObjectNode rest = body.deepCopy();
    rest.remove("attempt");
    return rest;
  }

  @Override
  public String toString() {
    return body.toString();
  }
}
