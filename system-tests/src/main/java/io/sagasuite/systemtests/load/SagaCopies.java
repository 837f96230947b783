package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackException;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.process.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Fills the databases with copies of the real sagas of one definition, as if as many had run.
///
/// @param jdbcUrl of a database by its name
record SagaCopies(UnaryOperator<String> jdbcUrl, Consumer<String> log) {

  private static final int BATCH_MAX = 5_000;
  private static final Duration PUBLISHED_DEADLINE = Duration.ofSeconds(60);

  private static final String REAL =
      """
      SELECT s.saga_id::text, s.created_at, s.state, o.order_id, o.customer_id
        FROM saga s LEFT JOIN orders o USING (saga_id) WHERE s.definition = ?
       ORDER BY saga_id DESC LIMIT ?
      """;
  private static final String COLUMNS =
      """
      SELECT column_name, data_type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position
      """;
  private static final String PUBLISHED =
      """
      SELECT last_txid >= (SELECT max(txid) FROM journal) FROM event_tail WHERE id = 1
      """;

  static SagaCopies in(LocalStack stack, Consumer<String> log) {
    return new SagaCopies(stack::jdbcUrl, log);
  }

  /// Copies the newest sagas of a definition.
  ///
  /// @param originals how many of them
  void add(String definition, int originals, CopySpread spread, List<CopiedTable> tables) {
    try {
      awaitPublished();
      List<RealSaga> sagas = real(definition, originals);
      for (CopiedTable table : tables) {
        fill(table, sagas, spread);
      }
    } catch (SQLException e) {
      throw new StackException("the databases cannot be filled: " + e.getMessage());
    }
  }

  /// Only rows that the event tail has passed may be copied with their transactions.
  private void awaitPublished() throws SQLException {
    try (Connection connection = connect("orchestrator");
        PreparedStatement query = connection.prepareStatement(PUBLISHED)) {
      if (!Await.until(() -> isTrue(query), PUBLISHED_DEADLINE)) {
        throw new StackException("the event tail does not get to the end of the journal");
      }
    }
  }

  private static boolean isTrue(PreparedStatement query) {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new StackException("the event tail does not tell how far it is: " + e.getMessage());
    }
  }

  private List<RealSaga> real(String definition, int originals) throws SQLException {
    try (Connection connection = connect("orchestrator");
        PreparedStatement query = connection.prepareStatement(REAL)) {
      query.setString(1, definition);
      query.setInt(2, originals);
      List<RealSaga> sagas = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String orderId = row.getString(4);
          Optional<RealSaga.Order> order =
              orderId == null
                  ? Optional.empty()
                  : Optional.of(new RealSaga.Order(orderId, row.getString(5)));
          sagas.add(
              RealSaga.of(
                  row.getString(1), order, row.getTimestamp(2).toInstant(), row.getString(3)));
        }
      }
      if (sagas.isEmpty()) {
        throw new StackException("there is no saga of '" + definition + "' to be copied");
      }
      return sagas;
    }
  }

  private void fill(CopiedTable table, List<RealSaga> sagas, CopySpread spread)
      throws SQLException {
    long startNanos = System.nanoTime();
    long rows = 0;
    try (Connection connection = connect(table.database());
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute(table.remember(sagas));
      Map<String, String> columns = columns(connection, table);
      int batch = Math.clamp(spread.copies() / sagas.size(), 1, BATCH_MAX);
      for (int from = 0; from < spread.copies(); from += batch) {
        RealSaga saga = sagas.get(from / batch % sagas.size());
        int to = Math.min(from + batch, spread.copies()) - 1;
        rows += statement.executeUpdate(table.insert(columns, saga, spread, from, to));
      }
      // Also spares the measured load the vacuum that so many new rows would soon bring.
      statement.execute("VACUUM (ANALYZE) " + table.name());
    }
    log.accept(
        "%s.%s: %,d rows in %.1f s"
            .formatted(
                table.database(), table.name(), rows, (System.nanoTime() - startNanos) / 1e9));
  }

  private static Map<String, String> columns(Connection connection, CopiedTable table)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setString(1, table.name());
      Map<String, String> columns = new LinkedHashMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), row.getString(2));
        }
      }
      return columns;
    }
  }

  private Connection connect(String database) throws SQLException {
    String user = EmbeddedPostgres.USER;
    return DriverManager.getConnection(jdbcUrl.apply(database), user, user);
  }
}
