package io.sagasuite.systemtests.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads whole tables of one database.
record DatabaseReader(String jdbcUrl) {

  private static final String USER = "saga";

  /// Makes something of one row.
  @FunctionalInterface
  interface RowMapper<T> {
    T map(Row row) throws SQLException;
  }

  /// The current row, by column names.
  record Row(ResultSet columns) {
    UUID id(String column) throws SQLException {
      return columns.getObject(column, UUID.class);
    }

    String text(String column) throws SQLException {
      return columns.getString(column);
    }

    long number(String column) throws SQLException {
      return columns.getLong(column);
    }

    java.math.BigDecimal decimal(String column) throws SQLException {
      return columns.getBigDecimal(column);
    }

    @Nullable Instant time(String column) throws SQLException {
      Timestamp time = columns.getTimestamp(column);
      return time == null ? null : time.toInstant();
    }
  }

  <T> List<T> read(String sql, RowMapper<T> mapper) {
    List<T> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl, USER, USER);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(mapper.map(new Row(result)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(jdbcUrl + " cannot be read: " + sql, e);
    }
    return rows;
  }
}
