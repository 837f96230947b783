package io.sagasuite.systemtests.load;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One table whose rows belong to sagas, and how they are copied for others.
///
/// @param sagaId what tells the saga of a row `r`, as text
record CopiedTable(String database, String name, String sagaId) {

  private static final String BY_COLUMN = "r.saga_id::text";

  static final List<CopiedTable> OF_SAGAS =
      List.of(
          new CopiedTable("orchestrator", "saga", BY_COLUMN),
          new CopiedTable("orchestrator", "journal", BY_COLUMN));

  static final List<CopiedTable> OF_ORDERS =
      List.of(
          new CopiedTable("orchestrator", "orders", BY_COLUMN),
          new CopiedTable("inventory", "reservation", BY_COLUMN),
          new CopiedTable("inventory", "handled_command", BY_COLUMN),
          new CopiedTable("payment", "payment", BY_COLUMN),
          new CopiedTable("payment", "sandbox_charge", "split_part(r.idempotency_key, ':', 1)"),
          new CopiedTable("payment", "handled_command", BY_COLUMN),
          new CopiedTable("shipping", "shipment", BY_COLUMN),
          new CopiedTable("shipping", "handled_command", BY_COLUMN));

  private static final String REMEMBER =
      "CREATE TEMP TABLE real_%1$s AS SELECT * FROM %1$s AS r WHERE %2$s IN (%3$s)";

  private static final String INSERT =
      """
      WITH copy AS MATERIALIZED (%s)
      INSERT INTO %s (%s)
      SELECT %s FROM copy, real_%s AS r WHERE %s = '%s'
      """;

  /// Keeps the real rows where they are found at once, however many copies there are.
  String remember(List<RealSaga> sagas) {
    String ids =
        sagas.stream().map(saga -> "'" + saga.sagaId() + "'").collect(Collectors.joining(", "));
    return REMEMBER.formatted(name, sagaId, ids);
  }

  /// Copies all rows of a saga for each number from one to the other. The transaction that a
  /// journal's row names stays: it was published long ago.
  ///
  /// @param columns the table's, with their types
  String insert(Map<String, String> columns, RealSaga saga, CopySpread spread, int from, int to) {
    String values =
        columns.entrySet().stream()
            .map(column -> value(column.getKey(), column.getValue(), saga))
            .collect(Collectors.joining(", "));
    return INSERT.formatted(
        spread.select(saga, from, to),
        name,
        String.join(", ", columns.keySet()),
        values,
        name,
        sagaId,
        saga.sagaId());
  }

  private static String value(String column, String type, RealSaga saga) {
    return switch (type) {
      case "uuid" ->
          column.equals("saga_id") ? "copy.saga_id" : RealSaga.copiedId("r." + column + "::text");
      case "timestamp with time zone" -> "r." + column + " - copy.age";
      case "text" -> column.equals("customer_id") ? RealSaga.CUSTOMER : saga.renamed("r." + column);
      default -> "r." + column;
    };
  }
}
