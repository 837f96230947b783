package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.systemtests.ServiceDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of one real order in the services' own tables.
class SagaCopiesIT {

  private static final int COPIES = 1_000;
  private static final List<String> DATABASES = List.of("orchestrator", "inventory");
  private static final String ORCHESTRATOR_ROWS =
      """
      INSERT INTO saga (saga_id, definition, definition_version, business_key, status, version,
                        input, state, created_at, updated_at)
      VALUES ('01a2266e-8aa8-7000-abcb-e013d947d7bc', 'order', 1, 'real-1', 'completed', 2,
              '{"orderId":"real-1","customerId":"c-4"}',
              '{"sagaId":"01a2266e-8aa8-7000-abcb-e013d947d7bc","businessKey":"real-1",\
      "reservationId":"332342fe-4892-333f-9ba0-b8c10ed851f0"}', now(), now());
      INSERT INTO orders (order_id, saga_id, customer_id, request_digest, created_at)
      SELECT 'real-1', saga_id, 'c-4', 'digest', created_at FROM saga;
      INSERT INTO journal (saga_id, version, definition, at, trigger, status, publishes, events)
      SELECT saga_id, v, 'order', created_at, 'reply', 'running', false, '[]'
        FROM saga, generate_series(1, 2) v;
      UPDATE event_tail SET last_txid = (SELECT max(txid) FROM journal);
      """;
  private static final String INVENTORY_ROWS =
      """
      INSERT INTO reservation (saga_id, step, reservation_id, order_id, items, status)
      VALUES ('01a2266e-8aa8-7000-abcb-e013d947d7bc', 'reserve-stock',
              '332342fe-4892-333f-9ba0-b8c10ed851f0', 'real-1', '[]', 'reserved');
      INSERT INTO handled_command
             (saga_id, step, direction, attempt, command, outcome, reply)
      VALUES ('01a2266e-8aa8-7000-abcb-e013d947d7bc', 'reserve-stock', 'execute', 1,
              'ReserveStock', 'succeeded',
              '{"reservationId":"332342fe-4892-333f-9ba0-b8c10ed851f0"}');
      """;

  @TempDir private static Path folder;
  private static ServiceDatabases databases;

  @BeforeAll
  static void copy() throws Exception {
    databases = ServiceDatabases.start(folder, DATABASES);
    databases.migrate("orchestrator", "orchestrator-service", "orchestrator", _ -> true);
    databases.migrate("inventory", "saga-messaging", "inbox", _ -> true);
    databases.migrate("inventory", "inventory-service", "inventory", _ -> true);
    databases.execute("orchestrator", ORCHESTRATOR_ROWS);
    databases.execute("inventory", INVENTORY_ROWS);

    List<CopiedTable> tables =
        Stream.of(CopiedTable.OF_SAGAS, CopiedTable.OF_ORDERS)
            .flatMap(List::stream)
            .filter(table -> DATABASES.contains(table.database()))
            .toList();
    new SagaCopies(databases::jdbcUrl, line -> {})
        .add("order", 10, new CopySpread("history", COPIES), tables);
  }

  @AfterAll
  static void stop() {
    databases.close();
  }

  @Test
  void everyTableHasTheRowsOfEveryCopy() throws SQLException {
    assertThat(text("orchestrator", "SELECT count(*) FROM saga")).isEqualTo("1001");
    assertThat(text("orchestrator", "SELECT count(*) FROM journal")).isEqualTo("2002");
    assertThat(text("orchestrator", "SELECT count(*) FROM orders JOIN saga USING (saga_id)"))
        .isEqualTo("1001");
    assertThat(text("inventory", "SELECT count(*) FROM reservation")).isEqualTo("1001");
    assertThat(text("inventory", "SELECT count(*) FROM handled_command")).isEqualTo("1001");
  }

  @Test
  void copiesAreTheSameInEveryDatabase() throws SQLException {
    String ids = "SELECT md5(string_agg(saga_id::text || order_id, ',' ORDER BY saga_id)) FROM ";

    assertThat(text("inventory", ids + "reservation"))
        .isEqualTo(text("orchestrator", ids + "orders"));
    assertThat(
            text("inventory", "SELECT reservation_id FROM reservation WHERE order_id='history-7'"))
        .isEqualTo(
            text(
                "orchestrator",
                "SELECT state::json->>'reservationId' FROM saga WHERE business_key='history-7'"))
        .isEqualTo(
            text(
                "inventory",
                "SELECT reply::json->>'reservationId' FROM handled_command"
                    + " JOIN reservation USING (saga_id) WHERE order_id='history-7'"));
  }

  @Test
  void textsNameNothingOfTheRealOrder() throws SQLException {
    assertThat(
            text(
                "orchestrator",
                "SELECT count(*) FROM saga JOIN orders USING (saga_id)"
                    + " WHERE state::json->>'sagaId' = saga_id::text"
                    + " AND input::json->>'orderId' = order_id"
                    + " AND input::json->>'customerId' = customer_id"))
        .isEqualTo("1001");
    assertThat(text("orchestrator", "SELECT count(DISTINCT customer_id) FROM orders"))
        .isEqualTo("1000");
  }

  @Test
  void idsAreThoseOfTheirTimesInTheMonthBefore() throws SQLException {
    assertThat(
            text(
                "orchestrator",
                "SELECT count(*) FROM saga WHERE abs(extract(epoch FROM"
                    + " uuid_extract_timestamp(saga_id) - created_at)) < 0.01"
                    + " AND created_at > now() - interval '31 days' AND business_key <> 'real-1'"))
        .isEqualTo("1000");
  }

  @Test
  void theEventTailHasNothingToPublish() throws SQLException {
    assertThat(
            text("orchestrator", "SELECT count(*) FROM journal, event_tail WHERE txid > last_txid"))
        .isEqualTo("0");
  }

  private static String text(String database, String query) throws SQLException {
    return databases.text(database, query);
  }
}
