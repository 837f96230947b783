package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Where sagas of one kind begin, a batch at a time.
///
/// @param <T> what is submitted
/// @param <A> what stands where it had been submitted before
public interface StartStore<T extends NewSaga, A extends StartStore.Accepted> {

  /// A submission that stands in the database.
  interface Accepted {

    /// The saga that it began.
    UUID sagaId();
  }

  /// Stores the sagas that nobody has submitted before; the ids of those.
  Uni<Set<UUID>> accept(List<T> starts);

  /// What had been accepted under the keys of these submissions.
  Uni<List<A>> find(List<T> starts);

  /// The one among `all` that is the same submission.
  Optional<A> same(T start, List<A> all);
}
