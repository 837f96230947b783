package io.sagasuite.systemtests.conformance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Effects read from the database that the kit gave the participant: the first column is the saga
/// id, the second the direction.
record SqlEffects(String jdbcUrl, String user, String query) implements Effects {

  @Override
  public List<Effect> all() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, user);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<Effect> effects = new ArrayList<>();
      while (rows.next()) {
        effects.add(new Effect(UUID.fromString(rows.getString(1)), rows.getString(2)));
      }
      return effects;
    } catch (SQLException e) {
      throw new BreachException("its effects cannot be listed: " + e.getMessage());
    }
  }
}
