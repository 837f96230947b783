package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.saga.decision.SagaState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/// The part of a statement that begins sagas: their rows and first journal rows, for those whose
/// ids another part of the statement, called `won`, has let through.
final class SagaInsert {

  /// Follows the definition of `won` and a comma.
  static final String OF_WON =
      """
      started AS (
        INSERT INTO saga
          (saga_id, definition, definition_version, business_key, status, version, input, state,
           due_at, created_at, updated_at)
        SELECT s.saga_id, s.definition, s.definition_version, s.business_key, s.status, s.version,
               s.input, s.state, s.due_at, s.created_at, s.created_at
        FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[],
                    $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[])
             AS s(saga_id, definition, definition_version, business_key, status, version, input,
                  state, due_at, created_at)
        WHERE (s.saga_id IN (SELECT saga_id FROM won)) IS TRUE),
      """
          + JournalInsert.of("won", 11);

  private SagaInsert() {}

  /// A statement's first parameters.
  static Tuple parameters(List<? extends NewSaga> sagas) {
    Tuple tuple = Tuple.tuple();
    Columns.of(sagas.stream().map(saga -> saga.start().state()).toList(), tuple)
        .uuid(SagaState::sagaId)
        .text(SagaState::definition)
        .large(SagaState::definitionVersion)
        .text(SagaState::businessKey)
        .text(state -> state.status().wire())
        .large(SagaState::version)
        .text(state -> JsonTree.textOf(state.input()))
        .text(SagaStateCodec::encode)
        .time(SagaState::nextDueAt)
        .time(SagaState::createdAt);
    JournalInsert.beginnings(sagas, tuple);
    return tuple;
  }
}
