package io.sagasuite.orchestrator.runtime;

import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.Topic;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EventTailIT {

  /// Ends the connection that holds the tail's lock, as a network or a database would.
  private static final String TAKE_THE_TAIL_AWAY =
      """
      SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND d.datname = current_database()
      """;

  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Test
  void everyJournalRowIsPublishedOnceAndInOrderAlthoughTheTailIsTakenAway()
      throws InterruptedException {
    Set<String> sagas = new HashSet<>();
    try (var participants = new PlayedParticipants(bootstrapServers)) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 40; i++) {
          sagas.add(
              order(good(newId())).post("/orders").then().statusCode(202).extract().path("sagaId"));
          if (i == 20) {
            pool.query(TAKE_THE_TAIL_AWAY).execute().await().indefinitely();
          }
        }
        Thread.sleep(1_000);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(this::assertPublished);
    }
    assertThat(sagas).hasSize(120);
    assertThat(journal()).containsKeys(sagas.toArray(String[]::new));
    assertThat(announced()).doesNotHaveDuplicates();
  }

  /// Sagas of other tests may go on meanwhile, so what is published lies between the journal before
  /// and after it was read: all of the one, and nothing that is not in the other.
  private void assertPublished() {
    Map<String, List<Long>> before = journal();
    Map<String, List<Long>> published = published();
    Map<String, List<Long>> after = journal();
    assertThat(published).containsKeys(before.keySet().toArray(String[]::new));
    assertThat(after).containsKeys(published.keySet().toArray(String[]::new));
    before.forEach((saga, versions) -> assertBegins(published.get(saga), versions));
    published.forEach((saga, versions) -> assertBegins(after.get(saga), versions));
  }

  private static void assertBegins(List<Long> versions, List<Long> with) {
    assertThat(versions).startsWith(with.toArray(Long[]::new));
  }

  /// The versions of every saga, in the journal.
  private Map<String, List<Long>> journal() {
    Map<String, List<Long>> versions = new HashMap<>();
    for (Row row :
        pool.query("SELECT saga_id, version FROM journal ORDER BY version")
            .execute()
            .await()
            .indefinitely()) {
      versions
          .computeIfAbsent(row.getUUID(0).toString(), id -> new ArrayList<>())
          .add(row.getLong(1));
    }
    return versions;
  }

  /// The versions of every saga, in the order of their publication.
  private Map<String, List<Long>> published() {
    Map<String, List<Long>> versions = new HashMap<>();
    for (ConsumerRecord<String, String> event : Topic.read(bootstrapServers, "saga.events")) {
      versions.computeIfAbsent(event.key(), id -> new ArrayList<>()).add(versionOf(event.value()));
    }
    return versions;
  }

  private static long versionOf(String event) {
    Matcher version = VERSION.matcher(event);
    assertThat(version.find()).isTrue();
    return Long.parseLong(version.group(1));
  }

  private List<String> announced() {
    return Topic.read(bootstrapServers, "order.events").stream().map(ConsumerRecord::key).toList();
  }
}
