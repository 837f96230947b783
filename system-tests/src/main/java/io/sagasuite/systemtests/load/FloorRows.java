package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// The rows that an order costs, written a batch at a time by plain statements: a saga's row, its
/// journal, and what participants write, in tables with the indexes of the suite's.
final class FloorRows implements AutoCloseable {

  private static final String DATABASE = "floor";
  private static final String TABLES =
      """
      CREATE TABLE saga (saga_id uuid PRIMARY KEY, order_id text UNIQUE, version int NOT NULL,
        state text NOT NULL, due_at timestamptz) WITH (fillfactor = 70);
      CREATE INDEX ON saga (due_at) WHERE due_at IS NOT NULL;
      CREATE TABLE journal (saga_id uuid, version int, txid xid8 DEFAULT pg_current_xact_id(),
        events text NOT NULL, PRIMARY KEY (saga_id, version));
      CREATE INDEX ON journal (txid);
      CREATE TABLE handled (saga_id uuid, step text, reply text NOT NULL,
        PRIMARY KEY (saga_id, step));
      CREATE TABLE effect (effect_id uuid PRIMARY KEY, saga_id uuid NOT NULL, data text NOT NULL);
      """;
  private static final String BEGIN =
      """
      WITH begun AS (INSERT INTO saga SELECT id, id::text, 1, ?, now() FROM unnest(?::uuid[]) AS id)
      INSERT INTO journal (saga_id, version, events) SELECT id, 1, ? FROM unnest(?::uuid[]) AS id
      """;
  private static final String MOVE =
      """
      WITH moved AS (UPDATE saga s SET version = s.version + 1, state = ?
        FROM unnest(?::uuid[]) AS id WHERE s.saga_id = id RETURNING s.saga_id, s.version)
      INSERT INTO journal (saga_id, version, events) SELECT saga_id, version, ? FROM moved
      """;
  private static final String HANDLE =
      """
      WITH done AS (INSERT INTO handled SELECT id, ?, ? FROM unnest(?::uuid[]) AS id)
      INSERT INTO effect SELECT gen_random_uuid(), id, ? FROM unnest(?::uuid[]) AS id
      """;

  private static final String STATE = "s".repeat(1_200);
  private static final String EVENTS = "e".repeat(350);
  private static final String REPLY = "r".repeat(80);
  private static final String DATA = "d".repeat(150);

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement move;
  private final PreparedStatement handle;

  FloorRows(LocalStack stack) throws SQLException {
    connection = connect(stack.jdbcUrl(DATABASE) + "?prepareThreshold=1");
    begin = connection.prepareStatement(BEGIN);
    move = connection.prepareStatement(MOVE);
    handle = connection.prepareStatement(HANDLE);
  }

  /// A database of its own beside the suite's.
  static void create(LocalStack stack) throws SQLException {
    execute(stack.jdbcUrl("orchestrator"), "CREATE DATABASE " + DATABASE);
    execute(stack.jdbcUrl(DATABASE), TABLES);
  }

  private static void execute(String jdbcUrl, String sql) throws SQLException {
    try (Connection connection = connect(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(String jdbcUrl) throws SQLException {
    return DriverManager.getConnection(jdbcUrl, EmbeddedPostgres.USER, EmbeddedPostgres.USER);
  }

  void begin(List<String> sagas) throws SQLException {
    write(begin, STATE, sagas, EVENTS, sagas);
  }

  void move(List<String> sagas) throws SQLException {
    write(move, STATE, sagas, EVENTS);
  }

  void handle(List<String> sagas, String step) throws SQLException {
    write(handle, step, REPLY, sagas, DATA, sagas);
  }

  private void write(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof List<?> ids) {
        UUID[] uuids = ids.stream().map(id -> UUID.fromString((String) id)).toArray(UUID[]::new);
        Arrays.sort(uuids);
        statement.setArray(i + 1, connection.createArrayOf("uuid", uuids));
      } else {
        statement.setString(i + 1, (String) parameters[i]);
      }
    }
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
