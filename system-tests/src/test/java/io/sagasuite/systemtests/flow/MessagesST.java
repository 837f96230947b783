package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import io.sagasuite.systemtests.SuiteStack;
import io.sagasuite.systemtests.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/// What passes through Kafka, for any consumer to see.
class MessagesST {

  private static final List<String> TOPICS =
      List.of(
          "inventory.commands",
          "payment.commands",
          "shipping.commands",
          "saga.replies",
          "saga.events",
          "order.events");

  @Test
  void aProcessedOrderIsAnnouncedExactlyOnce() throws InterruptedException {
    JsonPath order = Suite.settle(SampleOrders.good());
    JsonPath rejected = Suite.settle(SampleOrders.unshippable());

    await().atMost(Duration.ofSeconds(10)).until(() -> !of(order, "order.events").isEmpty());
    Thread.sleep(500); // long enough for a second one to show

    List<ConsumerRecord<String, String>> announced = of(order, "order.events");
    assertThat(announced).hasSize(1);
    JsonPath event = new JsonPath(announced.getFirst().value());
    assertThat(event.getString("orderId")).isEqualTo(order.getString("orderId"));
    assertThat(event.getString("trackingNumber")).isEqualTo(order.getString("trackingNumber"));
    assertThat(header(announced.getFirst(), "ce_type")).isEqualTo("OrderProcessed");
    assertThat(of(rejected, "order.events")).isEmpty();
  }

  @Test
  void everyMessageOfASagaIsACloudEventUnderOneTrace() {
    JsonPath order = Suite.settle(SampleOrders.unshippable());
    String trace = Suite.saga(order).saga().getString("traceId");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            of(order, "saga.events").stream()
                .anyMatch(event -> event.value().contains("\"SagaCompensated\"")));

    List<ConsumerRecord<String, String>> messages =
        TOPICS.stream().flatMap(topic -> of(order, topic).stream()).toList();

    assertThat(messages)
        .hasSizeGreaterThanOrEqualTo(16)
        .allSatisfy(message -> {
          assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
          assertThat(header(message, "ce_type")).isNotBlank();
          assertThat(header(message, "ce_source")).startsWith("/");
          assertThat(header(message, "ce_subject")).isEqualTo(order.getString("sagaId"));
          assertThat(header(message, "ce_time")).isNotBlank();
          assertThat(header(message, "traceparent")).startsWith("00-" + trace + "-");
        });
    Set<String> ids =
        messages.stream().map(message -> header(message, "ce_id")).collect(Collectors.toSet());
    assertThat(ids).hasSameSizeAs(messages);
  }

  private static List<ConsumerRecord<String, String>> of(JsonPath order, String topic) {
    String sagaId = order.getString("sagaId");
    return TopicReader.readAll(SuiteStack.bootstrapServers(), List.of(topic)).stream()
        .filter(message -> sagaId.equals(message.key()))
        .toList();
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
