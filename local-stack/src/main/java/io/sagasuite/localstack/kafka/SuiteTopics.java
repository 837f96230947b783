package io.sagasuite.localstack.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/// The topics of the suite. The broker creates none by itself, so a misspelt name is an error.
public final class SuiteTopics {

  private static final List<String> WITH_DEAD_LETTERS =
      List.of(
          "inventory.commands",
          "payment.commands",
          "shipping.commands",
          "provisioning.commands",
          "orchestrator.commands",
          "http.commands",
          "saga.replies");
  private static final List<String> EVENTS = List.of("saga.events", "order.events");
  private static final int PARTITIONS = 6;
  private static final short REPLICATION = 1;
  private static final long DEADLINE_SECONDS = 60;

  private SuiteTopics() {}

  /// Every topic of the suite.
  public static List<String> names() {
    return Stream.of(
            WITH_DEAD_LETTERS.stream(),
            WITH_DEAD_LETTERS.stream().map(topic -> topic + ".dlq"),
            EVENTS.stream())
        .flatMap(topics -> topics)
        .toList();
  }

  /// Creates the missing ones.
  public static void create(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Set<String> present = admin.listTopics().names().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing =
          names().stream()
              .filter(topic -> !present.contains(topic))
              .map(topic -> new NewTopic(topic, PARTITIONS, REPLICATION))
              .toList();
      admin.createTopics(missing).all().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("kafka at " + bootstrapServers + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
