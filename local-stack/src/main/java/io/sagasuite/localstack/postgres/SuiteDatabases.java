package io.sagasuite.localstack.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/// One database per service on a running server, all owned by the role of the suite.
public final class SuiteDatabases {

  /// The services that keep data.
  public static final List<String> NAMES =
      List.of("orchestrator", "inventory", "payment", "shipping", "provisioning", "http");

  static final String SUPERUSER = "postgres";

  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final String host;
  private final int port;

  public SuiteDatabases(String host, int port) {
    this.host = host;
    this.port = port;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /// Creates the role and the missing databases.
  public void create(List<String> names) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (!exists(
          statement, "SELECT 1 FROM pg_roles WHERE rolname = '%s'", EmbeddedPostgres.USER)) {
        statement.execute(
            "CREATE ROLE %1$s LOGIN CREATEDB PASSWORD '%1$s'".formatted(EmbeddedPostgres.USER));
      }
      for (String name : names) {
        if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '%s'", name)) {
          statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, EmbeddedPostgres.USER));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("postgres at port " + port + " refuses its databases", e);
    }
  }

  /// Empties the suite's databases by making them anew.
  public void recreate(List<String> names) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String name : names) {
        statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("postgres at port " + port + " keeps its databases", e);
    }
    create(names);
  }

  /// Whether the server takes connections (it may still be recovering).
  boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      if (notYet.getSQLState() == null
          || notYet.getSQLState().startsWith("08")
          || notYet.getSQLState().equals(CANNOT_CONNECT_NOW)) {
        return false;
      }
      throw new IllegalStateException(
          "port %d is not this stack's postgres: %s".formatted(port, notYet.getMessage()), notYet);
    }
  }

  private static boolean exists(Statement statement, String query, String name)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query.formatted(name))) {
      return rows.next();
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", SUPERUSER);
    properties.setProperty("password", EmbeddedPostgres.USER);
    properties.setProperty("connectTimeout", "5");
    Connection connection = new Driver().connect(jdbcUrl(SUPERUSER), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address: " + jdbcUrl(SUPERUSER), "08001");
    }
    return connection;
  }
}
