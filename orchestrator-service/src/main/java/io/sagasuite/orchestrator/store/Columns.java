package io.sagasuite.orchestrator.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The arrays of one set-based statement, column by column, as `unnest` takes them.
final class Columns<T> {

  private final List<T> rows;
  private final Tuple tuple;

  private Columns(List<T> rows, Tuple tuple) {
    this.rows = rows;
    this.tuple = tuple;
  }

  /// Columns over these rows, added to a statement's parameters.
  static <T> Columns<T> of(List<T> rows, Tuple tuple) {
    return new Columns<>(rows, tuple);
  }

  Columns<T> uuid(Function<T, UUID> column) {
    tuple.addArrayOfUUID(rows.stream().map(column).toArray(UUID[]::new));
    return this;
  }

  Columns<T> text(Function<T, @Nullable String> column) {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    tuple.addArrayOfString(values);
    return this;
  }

  Columns<T> number(Function<T, Long> column) {
    tuple.addArrayOfLong(rows.stream().map(column).toArray(Long[]::new));
    return this;
  }

  Columns<T> flag(Function<T, Boolean> column) {
    tuple.addArrayOfBoolean(rows.stream().map(column).toArray(Boolean[]::new));
    return this;
  }

  Columns<T> time(Function<T, @Nullable Instant> column) {
    @Nullable OffsetDateTime[] values = new @Nullable OffsetDateTime[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Instant at = column.apply(rows.get(i));
      values[i] = at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
    tuple.addArrayOfOffsetDateTime(values);
    return this;
  }
}
