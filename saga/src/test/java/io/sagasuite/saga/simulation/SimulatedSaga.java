package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// One saga's row and what is needed to check its journal.
final class SimulatedSaga {
  final UUID id;
  final SagaDefinition definition;

  /// The stored row; null before the start was committed.
  SagaState row;

  /// The journal, folded as it grew.
  SagaState folded;

  /// How many transitions the journal holds.
  long rows;

  /// Events that publishing steps put into the journal, by step and round.
  final Set<String> published = new HashSet<>();

  /// The version at which an owner claimed the saga's due time and crashed; a flaw only.
  long lostAt = -1;

  /// Steps that a person chose to leave in the world, by step and round.
  final Set<String> released = new HashSet<>();

  /// Rounds that were undone.
  final Set<Integer> roundsUndone = new HashSet<>();

  /// True once a person cancelled it.
  boolean cancelled;

  /// True once people have decided that an ended saga is to stay as it is.
  boolean settled;

  /// True while somebody is about to end a recurring saga.
  boolean isToldToStop;

  /// How often a person tried to get it going again after it had come to rest.
  int nudges;

  SimulatedSaga(UUID id, SagaDefinition definition) {
    this.id = id;
    this.definition = definition;
  }

  /// True when no other saga waits for this one.
  boolean isRoot() {
    return row == null || row.origin().parent() == null;
  }
}
