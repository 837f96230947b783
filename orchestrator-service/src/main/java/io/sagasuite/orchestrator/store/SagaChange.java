package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one or more triggers in a row make of a stored saga; takes effect only if the row still has
/// the version that was read.
///
/// @param transitions in order; none when only the due time is to be corrected
/// @param dueAt the row's next due time
public record SagaChange(
    long expectedVersion,
    SagaState after,
    List<SagaTransition> transitions,
    @Nullable Instant dueAt) {

  /// A change whose due time is rewritten only where it must be.
  public static SagaChange of(
      StoredSaga before, SagaState after, List<SagaTransition> transitions) {
    return new SagaChange(before.state().version(), after, transitions, before.dueAfter(after));
  }

  /// The saga as its row then has it.
  public StoredSaga stored() {
    return new StoredSaga(after, dueAt);
  }

  /// The saga concerned.
  public UUID sagaId() {
    return after.sagaId();
  }
}
