package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of a statement that begins or moves sagas: the journal rows of those sagas that a part
/// before it has let through, whose ids are the statement's answer.
final class JournalInsert {

  /// One journal row, with what it takes from its saga.
  record JournalRow(SagaTransition transition, @Nullable String traceparent) {

    static JournalRow of(SagaTransition transition, SagaState state) {
      return new JournalRow(transition, state.traceparent());
    }

    boolean publishes() {
      return transition.events().stream().anyMatch(SagaEvent.EventPublished.class::isInstance);
    }
  }

  private static final List<String> TYPES =
      List.of("uuid", "bigint", "text", "timestamptz", "text", "text", "text", "boolean", "text");

  private JournalInsert() {}

  /// The SQL, to follow a comma.
  ///
  /// Rows are let through by a hashed subquery. The planner expects few rows of an array and would
  /// join them row by row with each other, which takes seconds when a batch is large.
  ///
  /// @param letThrough the part with the sagas' ids
  /// @param first the number of the first parameter
  static String of(String letThrough, int first) {
    StringBuilder arrays = new StringBuilder();
    for (int i = 0; i < TYPES.size(); i++) {
      arrays.append(i == 0 ? "" : ", ").append('$').append(first + i);
      arrays.append("::").append(TYPES.get(i)).append("[]");
    }
    return """
    logged AS (
      INSERT INTO journal
        (saga_id, version, definition, at, trigger, status, traceparent, publishes, events)
      SELECT j.*
      FROM unnest(%2$s)
           AS j(saga_id, version, definition, at, trigger, status, traceparent, publishes,
                events)
      WHERE (j.saga_id IN (SELECT saga_id FROM %1$s)) IS TRUE)
    SELECT saga_id FROM %1$s
    """
        .formatted(letThrough, arrays);
  }

  /// The parameters for the first row of each of these sagas, to follow those of the parts before.
  static void beginnings(List<? extends NewSaga> sagas, Tuple tuple) {
    List<JournalRow> rows = new ArrayList<>(sagas.size());
    for (NewSaga saga : sagas) {
      rows.add(
          JournalRow.of(Objects.requireNonNull(saga.start().transition()), saga.start().state()));
    }
    parameters(rows, tuple);
  }

  /// The parameters, to follow those of the parts before.
  static void parameters(List<JournalRow> rows, Tuple tuple) {
    Columns.of(rows, tuple)
        .uuid(row -> row.transition().sagaId())
        .large(row -> row.transition().version())
        .text(row -> row.transition().definition())
        .time(row -> row.transition().at())
        .text(row -> row.transition().trigger())
        .text(row -> row.transition().status().wire())
        .text(JournalRow::traceparent)
        .flag(JournalRow::publishes)
        .text(row -> SagaEventCodec.encode(row.transition().events()));
  }
}
