package io.sagasuite.systemtests.observability;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.sagasuite.systemtests.SampleOrders;
import io.sagasuite.systemtests.SuiteStack;
import io.sagasuite.systemtests.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// A little of everything that a suite meets: orders that are processed, undone, retried and
/// parked, a silent gateway, a saga in rounds and a paused one, messages that come again and some
/// that nobody can read.
final class Traffic {

  private static final String ROUNDS =
      """
      { "apiVersion": "saga/v1", "name": "observed-rounds",
        "every": { "interval": "PT1S", "until": "Enough", "history": 5 },
        "steps": { "reserve": {
          "participant": "inventory", "command": "ReserveStock", "compensation": "ReleaseStock",
          "input": { "orderId": "${sagaId}-${round}",
                     "items": [{ "productId": "observed", "quantity": 1 }] } } } }
      """;

  private final List<String> toEnd = new ArrayList<>();

  /// What takes long: begun first, so that it happens beside the rest.
  void begin() {
    orchestrator()
        .contentType(ContentType.JSON)
        .body(ROUNDS)
        .put("/definitions/observed-rounds")
        .then()
        .statusCode(oneOf(200, 201));
    given()
        .baseUri(SuiteStack.url("inventory"))
        .contentType(ContentType.JSON)
        .body(Map.of("available", 1000))
        .put("/stock/observed");
    toEnd.add(start("observed-rounds"));
    String paused = start("observed-rounds");
    act(paused, "pause");
    toEnd.add(paused);
    submit(SampleOrders.with("paymentSource", "tok_timeout"));
    Map<String, Object> parked = SampleOrders.unshippable();
    parked.put("paymentSource", "tok_refund_fails");
    submit(parked);
  }

  /// What is quick. Counters show no rate before they have been seen twice: to be repeated.
  void round() {
    JsonPath order = settle(SampleOrders.good());
    settle(SampleOrders.with("paymentSource", "tok_flaky"));
    settle(SampleOrders.unshippable());
    sendAgain("inventory.commands", order.getString("sagaId"));
    sendAgain("saga.replies", order.getString("sagaId"));
    send(new ProducerRecord<>("inventory.commands", TopicReader.NOBODY, "not JSON"));
    send(new ProducerRecord<>("saga.replies", TopicReader.NOBODY, "not JSON"));
  }

  /// Leaves nothing behind that goes on.
  void end() {
    toEnd.forEach(saga -> act(saga, "cancel"));
  }

  private static String start(String definition) {
    return orchestrator()
        .contentType(ContentType.JSON)
        .body(Map.of("definition", definition))
        .post("/sagas")
        .then()
        .statusCode(202)
        .extract()
        .path("sagaId");
  }

  private static void act(String saga, String action) {
    orchestrator()
        .contentType(ContentType.JSON)
        .body(Map.of("reason", "to be seen on a dashboard"))
        .post("/sagas/{id}/{action}", saga, action)
        .then()
        .statusCode(200);
  }

  private static void submit(Map<String, Object> order) {
    orchestrator().contentType(ContentType.JSON).body(order).post("/orders").then().statusCode(202);
  }

  private static JsonPath settle(Map<String, Object> order) {
    return orchestrator()
        .contentType(ContentType.JSON)
        .header("Prefer", "wait=60")
        .body(order)
        .post("/orders")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void sendAgain(String topic, String saga) {
    ConsumerRecord<String, String> first =
        TopicReader.readAll(SuiteStack.bootstrapServers(), List.of(topic)).stream()
            .filter(message -> saga.equals(message.key()))
            .findFirst()
            .orElseThrow();
    send(new ProducerRecord<>(topic, null, first.key(), first.value(), first.headers()));
  }

  private static void send(ProducerRecord<String, String> message) {
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SuiteStack.bootstrapServers());
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(settings, text, text)) {
      producer.send(message);
    }
  }

  private static RequestSpecification orchestrator() {
    return given().baseUri(SuiteStack.url("orchestrator"));
  }
}
