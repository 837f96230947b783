package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.Decision;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saga of any definition about to be stored.
///
/// @param startKey what makes the submission unique; null when nothing but the saga's id does
/// @param requestDigest equal for equal requests; null without a key
public record KeyedSaga(@Nullable String startKey, @Nullable String requestDigest, Decision start)
    implements NewSaga {

  /// A saga that stands in the table.
  public record AcceptedSaga(UUID sagaId, @Nullable String startKey, @Nullable String requestDigest)
      implements StartStore.Accepted {}

  @Override
  public String sortKey() {
    return startKey == null ? start.state().sagaId().toString() : startKey;
  }
}
