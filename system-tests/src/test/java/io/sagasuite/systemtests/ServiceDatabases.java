package io.sagasuite.systemtests;

import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Databases of services without the services: a server of their own, with the tables that
/// migrations make.
public final class ServiceDatabases implements AutoCloseable {

  private final EmbeddedPostgres postgres;

  private ServiceDatabases(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /// Starts a server with these databases, empty.
  public static ServiceDatabases start(Path folder, List<String> databases) throws IOException {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            folder.resolve("postgres"),
            Ports.free(1).getFirst(),
            folder.resolve("postgres.log"),
            databases);
    postgres.start();
    postgres.awaitReady();
    return new ServiceDatabases(postgres);
  }

  /// Runs the scripts of a module that are wanted, in their order.
  public void migrate(String database, String module, String place, Predicate<String> isWanted)
      throws IOException, SQLException {
    Path scripts = Path.of("..", module, "src/main/resources/db/migration", place);
    try (Stream<Path> files = Files.list(scripts)) {
      for (Path script : files.sorted().toList()) {
        if (isWanted.test(script.getFileName().toString())) {
          execute(database, Files.readString(script));
        }
      }
    }
  }

  public void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The first column of the first row.
  public String text(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database), EmbeddedPostgres.USER, EmbeddedPostgres.USER);
  }

  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  @Override
  public void close() {
    postgres.kill();
  }
}
