package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.StartStore.Accepted;
import io.sagasuite.saga.decision.SagaState;

/// What became of a submission.
///
/// @param <A> what stands where it had been submitted before
public sealed interface Submission<A extends Accepted> {

  /// It is new, and its saga has begun.
  record Begun<A extends Accepted>(SagaState state) implements Submission<A> {}

  /// The same, or something else under the same key, had been accepted before.
  record Known<A extends Accepted>(A accepted) implements Submission<A> {}
}
