package io.sagasuite.http.call;

import io.sagasuite.saga.decision.Outcome;
import org.jspecify.annotations.Nullable;

/// What a call came to: for the saga that waits for it, and for whoever reads calls.
///
/// @param httpStatus null when no answer came
public record CallResult(Outcome outcome, @Nullable Integer httpStatus) {

  /// A call that was not sent.
  public static CallResult of(RefusedCallException refused) {
    return new CallResult(new Outcome.Rejected(refused.code(), refused.reason()), null);
  }

  /// The word in rows and views.
  public String status() {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "done";
      case Outcome.Rejected _ -> "rejected";
      case Outcome.Failed _ -> "failed";
      case Outcome.Unknown _, Outcome.Waiting _ -> "unknown";
    };
  }

  /// The stable code of what went wrong, or `done`.
  public String code() {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "done";
      case Outcome.Rejected no -> no.code();
      case Outcome.Failed no -> no.code();
      case Outcome.Unknown maybe -> maybe.code();
      case Outcome.Waiting until -> until.signal();
    };
  }
}
