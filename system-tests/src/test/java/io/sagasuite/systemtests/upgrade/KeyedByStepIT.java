package io.sagasuite.systemtests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.systemtests.ServiceDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of participants with rows from before they were keyed by step.
class KeyedByStepIT {

  private static final List<String> SERVICES = List.of("inventory", "payment", "shipping");
  private static final UUID SAGA = UUID.fromString("01a2266e-8aa8-7000-abcb-e013d947d7bc");
  private static final UUID FORGOTTEN = UUID.fromString("01a2266e-8aa8-7000-abcb-e013d947d7bd");
  private static final Predicate<String> NEW = script -> script.endsWith("_by_step.sql");

  @TempDir private static Path folder;
  private static ServiceDatabases databases;

  @BeforeAll
  static void start() throws IOException {
    databases = ServiceDatabases.start(folder, SERVICES);
  }

  @AfterAll
  static void stop() {
    databases.close();
  }

  @BeforeEach
  void formerTables() throws IOException, SQLException {
    for (String service : SERVICES) {
      databases.execute(service, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      databases.migrate(service, "saga-messaging", "inbox", _ -> true);
      databases.migrate(service, service + "-service", service, NEW.negate());
    }
  }

  @Test
  void reservationsAndShipmentsGetTheStepThatMadeThem() throws IOException, SQLException {
    handled("inventory", "hold-stock");
    handled("shipping", "send-parcel");
    UUID reservation = formerId(SAGA, "hold-stock");
    UUID shipment = formerId(SAGA, "send-parcel");
    reserve(reservation, SAGA);
    reserve(formerId(FORGOTTEN, "hold-stock"), FORGOTTEN);
    databases.execute(
        "shipping",
        """
        INSERT INTO shipment (shipping_id, saga_id, order_id, address, tracking_number, status)
        VALUES ('%s', '%s', 'o-1', '{}', 'SB1', 'created')
        """
            .formatted(shipment, SAGA));

    upgrade("inventory");
    upgrade("shipping");

    assertThat(one("inventory", "step FROM reservation", SAGA)).isEqualTo("hold-stock");
    assertThat(one("inventory", "reservation_id FROM reservation", SAGA))
        .isEqualTo(reservation.toString());
    assertThat(one("inventory", "step = reservation_id::text FROM reservation", FORGOTTEN))
        .isEqualTo("t");
    assertThat(one("shipping", "step FROM shipment", SAGA)).isEqualTo("send-parcel");
    assertThat(one("shipping", "shipping_id FROM shipment", SAGA)).isEqualTo(shipment.toString());
  }

  @Test
  void paymentsKeepTheIdsThatCallersWereTold() throws IOException, SQLException {
    UUID captured = formerId(SAGA, "take-payment");
    pay(captured, SAGA, "captured");
    pay(formerId(FORGOTTEN, "take-payment"), FORGOTTEN, "pending");

    upgrade("payment");

    assertThat(one("payment", "payment_id FROM payment", SAGA)).isEqualTo(captured.toString());
    assertThat(one("payment", "payment_id FROM payment", FORGOTTEN))
        .isEqualTo(new StepKey(FORGOTTEN, "take-payment").entityId().toString());
  }

  @Test
  void doesNotBeginWhileACopyOfTheServiceIsConnected() throws IOException, SQLException {
    upgradeBesideACopy("shipping"); // which has no rows that matter
    reserve(UUID.randomUUID(), SAGA);
    pay(UUID.randomUUID(), SAGA, "captured");

    assertThatThrownBy(() -> upgradeBesideACopy("inventory"))
        .hasMessageContaining("stop all copies of inventory-service first");
    assertThatThrownBy(() -> upgradeBesideACopy("payment"))
        .hasMessageContaining("stop all copies of payment-service first");
    assertThat(one("inventory", "count(*) FROM reservation", SAGA)).isEqualTo("1");
  }

  private static void upgradeBesideACopy(String service) throws IOException, SQLException {
    String url = databases.jdbcUrl(service) + "?ApplicationName=" + service;
    try (Connection _ =
        DriverManager.getConnection(url, EmbeddedPostgres.USER, EmbeddedPostgres.USER)) {
      upgrade(service);
    }
  }

  private static void upgrade(String service) throws IOException, SQLException {
    databases.migrate(service, service + "-service", service, NEW);
  }

  private static void handled(String service, String step) throws SQLException {
    databases.execute(
        service,
        """
        INSERT INTO handled_command (saga_id, step, direction, attempt, command, outcome, reply)
        VALUES ('%s', '%s', 'execute', 1, 'DoIt', 'succeeded', '{}'),
               ('%s', 'another-step', 'execute', 1, 'DoIt', 'succeeded', '{}')
        """
            .formatted(SAGA, step, SAGA));
  }

  private static void reserve(UUID id, UUID saga) throws SQLException {
    databases.execute(
        "inventory",
        """
        INSERT INTO reservation (reservation_id, saga_id, order_id, items, status)
        VALUES ('%s', '%s', 'o-1', '[]', 'reserved')
        """
            .formatted(id, saga));
  }

  private static void pay(UUID id, UUID saga, String status) throws SQLException {
    databases.execute(
        "payment",
        """
        INSERT INTO payment (payment_id, saga_id, step, order_id, amount, currency, source, status)
        VALUES ('%s', '%s', 'take-payment', 'o-1', 1, 'EUR', 'tok_visa', '%s')
        """
            .formatted(id, saga, status));
  }

  private static String one(String service, String columns, UUID saga) throws SQLException {
    return databases.text(service, "SELECT %s WHERE saga_id = '%s'".formatted(columns, saga));
  }

  private static UUID formerId(UUID saga, String step) {
    return UUID.nameUUIDFromBytes((saga + ":" + step).getBytes(StandardCharsets.UTF_8));
  }
}
