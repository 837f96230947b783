package io.sagasuite.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  @TempDir Path folder;

  private EmbeddedPostgres server(int port) {
    return new EmbeddedPostgres(
        folder.resolve("pg"), port, folder.resolve("postgres.log"), List.of("orders"));
  }

  @Test
  void keepsCommittedRowsWhenItIsKilled() throws SQLException {
    int port = Ports.free(1).getFirst();
    try (var postgres = server(port)) {
      postgres.start();
      postgres.awaitReady();
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

      postgres.kill();
      assertThat(Ports.isOpen(port)).isFalse();
      postgres.start();
      postgres.awaitReady();

      assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
    }
    assertThat(Ports.isOpen(port)).isFalse();
  }

  @Test
  void promisesTheDurabilityOfADefaultInstallation() throws SQLException {
    try (var postgres = server(Ports.free(1).getFirst())) {
      postgres.start();
      postgres.awaitReady();

      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void endsTheServerThatACrashedRunLeftBehind() {
    int port = Ports.free(1).getFirst();
    ChildProcess leftover = server(port).start();

    try (var postgres = server(port)) {
      postgres.start();
      postgres.awaitReady();

      assertThat(leftover.isAlive()).isFalse();
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("orders"), "saga", "saga");
  }
}
