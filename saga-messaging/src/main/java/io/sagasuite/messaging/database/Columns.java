package io.sagasuite.messaging.database;

import io.sagasuite.messaging.contract.StepKey;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The arrays of one set-based statement, column by column, as `unnest` takes them.
public final class Columns<T> {

  private final List<T> rows;
  private final Tuple tuple;

  private Columns(List<T> rows, Tuple tuple) {
    this.rows = rows;
    this.tuple = tuple;
  }

  /// Columns over these rows, added to a statement's parameters.
  public static <T> Columns<T> of(List<T> rows, Tuple tuple) {
    return new Columns<>(rows, tuple);
  }

  /// Adds the two columns that name a step: the saga's id, and the step.
  public Columns<T> step(Function<T, StepKey> key) {
    return uuid(row -> key.apply(row).sagaId()).text(row -> key.apply(row).step());
  }

  /// Adds a column of ids.
  public Columns<T> uuid(Function<T, UUID> column) {
    tuple.addArrayOfUUID(rows.stream().map(column).toArray(UUID[]::new));
    return this;
  }

  /// Adds a column of text.
  @SuppressWarnings("NullAway") // an array of text has nulls where the column has
  public Columns<T> text(Function<T, @Nullable String> column) {
    String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    tuple.addArrayOfString(values);
    return this;
  }

  /// Adds a column of whole numbers.
  public Columns<T> number(ToIntFunction<T> column) {
    tuple.addArrayOfInteger(rows.stream().mapToInt(column).boxed().toArray(Integer[]::new));
    return this;
  }

  /// Adds a column of large whole numbers.
  public Columns<T> large(ToLongFunction<T> column) {
    tuple.addArrayOfLong(rows.stream().mapToLong(column).boxed().toArray(Long[]::new));
    return this;
  }

  /// Adds a column of exact decimals.
  public Columns<T> decimal(Function<T, BigDecimal> column) {
    tuple.addArrayOfBigDecimal(rows.stream().map(column).toArray(BigDecimal[]::new));
    return this;
  }

  /// Adds a column of truths.
  public Columns<T> flag(Predicate<T> column) {
    tuple.addArrayOfBoolean(rows.stream().map(column::test).toArray(Boolean[]::new));
    return this;
  }

  /// Adds a column of moments.
  @SuppressWarnings("NullAway") // an array of moments has nulls where the column has
  public Columns<T> time(Function<T, @Nullable Instant> column) {
    OffsetDateTime[] values = new OffsetDateTime[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Instant at = column.apply(rows.get(i));
      values[i] = at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
    tuple.addArrayOfOffsetDateTime(values);
    return this;
  }

  /// The parameters with all columns added so far.
  public Tuple tuple() {
    return tuple;
  }
}
