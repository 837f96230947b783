package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.List;

/// How often and how soon an unanswered or failed attempt is repeated.
///
/// @param maxAttempts attempts in all, at least 1
/// @param initialInterval wait after the first attempt; zero means no wait
/// @param multiplier growth of the wait from attempt to attempt
/// @param maxInterval upper bound of the wait, before jitter
/// @param jitter share of the wait, 0 to 1, by which it is spread
/// @param retryOn when not empty, only these failure codes are retried
/// @param doNotRetryOn these failure codes are never retried
public record RetryPolicy(
    int maxAttempts,
    Duration initialInterval,
    double multiplier,
    Duration maxInterval,
    double jitter,
    List<String> retryOn,
    List<String> doNotRetryOn) {

  /// What holds where a document says nothing.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          3, Duration.ofSeconds(1), 2.0, Duration.ofSeconds(30), 0.2, List.of(), List.of());

  /// True when a failure with this code may be followed by another attempt.
  public boolean retries(String code) {
    return !doNotRetryOn.contains(code) && (retryOn.isEmpty() || retryOn.contains(code));
  }

  /// The wait after the given attempt (1 = the first), spread by `spread` in [-1, 1].
  public Duration waitAfter(int attempt, double spread) {
    double grown = initialInterval.toMillis() * Math.pow(multiplier, attempt - 1.0);
    double capped = Math.min(grown, maxInterval.toMillis());
    return Duration.ofMillis(Math.round(capped * (1.0 + jitter * spread)));
  }

  /// The same policy with another number of attempts.
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(
        attempts, initialInterval, multiplier, maxInterval, jitter, retryOn, doNotRetryOn);
  }
}
