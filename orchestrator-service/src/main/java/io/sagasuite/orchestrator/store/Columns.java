package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
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

  /// One journal row, with what it takes from its saga.
  record JournalRow(SagaTransition transition, @Nullable String traceparent) {

    static JournalRow of(SagaTransition transition, SagaState state) {
      return new JournalRow(transition, state.traceparent());
    }

    boolean publishes() {
      return transition.events().stream().anyMatch(SagaEvent.EventPublished.class::isInstance);
    }
  }

  /// The columns of journal rows, in the order in which the statements name them.
  static void journal(List<JournalRow> rows, Tuple tuple) {
    of(rows, tuple)
        .uuid(row -> row.transition().sagaId())
        .number(row -> row.transition().version())
        .text(row -> row.transition().definition())
        .time(row -> row.transition().at())
        .text(row -> row.transition().trigger())
        .text(row -> row.transition().status().wire())
        .text(JournalRow::traceparent)
        .flag(JournalRow::publishes)
        .text(row -> SagaEventCodec.encode(row.transition().events()));
  }
}
