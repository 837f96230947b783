package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.SagaState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A saga as its row has it.
///
/// @param dueAt when the row is next looked at; may be earlier than the state asks for, because it
///   is rewritten only where it must be
public record StoredSaga(SagaState state, @Nullable Instant dueAt) {

  /// A saga whose row has just been written for the first time.
  public static StoredSaga begun(SagaState state) {
    return new StoredSaga(state, state.nextDueAt());
  }

  /// What the row's due time becomes along with `after`: left alone unless something is due earlier
  /// or nothing is due any more, so that an ordinary transition touches no index.
  @Nullable Instant dueAfter(SagaState after) {
    Instant wanted = after.nextDueAt();
    if (wanted == null || dueAt == null || wanted.isBefore(dueAt)) {
      return wanted;
    }
    return dueAt;
  }
}
