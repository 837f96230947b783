package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.Function;

/// What a deferred command came to.
///
/// @param writes what becomes durable together with the recorded reply, or not at all; it may be
///   asked for more than once
public record DeferredResult(Outcome outcome, Function<LocalTransaction, Uni<Void>> writes) {

  /// A result with nothing to write.
  public static DeferredResult of(Outcome outcome) {
    return new DeferredResult(outcome, _ -> Uni.createFrom().voidItem());
  }

  /// It took effect, and later steps may refer to the output.
  public static DeferredResult done(Map<String, Object> output) {
    return of(new Outcome.Succeeded(output));
  }

  /// The business says no, finally, and nothing was changed.
  public static DeferredResult rejected(String code, String message) {
    return of(new Outcome.Rejected(code, message));
  }

  /// A technical failure that changed nothing.
  public static DeferredResult failed(String code, String message) {
    return of(new Outcome.Failed(code, message));
  }

  /// Nobody can tell whether it took effect.
  public static DeferredResult unknown(String code, String message) {
    return of(new Outcome.Unknown(code, message));
  }

  /// The same after an earlier run whose end nobody knows. That one may have taken effect, so the
  /// failure of this one does not tell that nothing has.
  DeferredResult inDoubt() {
    return outcome instanceof Outcome.Failed no
        ? new DeferredResult(new Outcome.Unknown(no.code(), no.message()), writes)
        : this;
  }

  /// The same with something to write.
  public DeferredResult writing(Function<LocalTransaction, Uni<Void>> also) {
    return new DeferredResult(outcome, also);
  }
}
