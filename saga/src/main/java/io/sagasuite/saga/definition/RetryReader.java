package io.sagasuite.saga.definition;

import java.time.Duration;

/// Reads how often and how soon attempts are repeated.
final class RetryReader {

  private static final int ATTEMPTS_MAX = 1_000;

  private RetryReader() {}

  /// The policy under `key`, or `otherwise` where the document says nothing.
  static RetryPolicy read(DocumentNode step, String key, RetryPolicy otherwise) {
    if (!step.has(key)) {
      return otherwise;
    }
    DocumentNode node = step.child(key);
    Duration initial = node.duration("initialInterval", otherwise.initialInterval());
    RetryPolicy policy =
        new RetryPolicy(
            node.integer("maxAttempts", otherwise.maxAttempts(), 1, ATTEMPTS_MAX),
            initial,
            node.number("multiplier", otherwise.multiplier(), 1, 100),
            maxInterval(node, initial, otherwise.maxInterval()),
            node.number("jitter", otherwise.jitter(), 0, 1),
            node.texts("retryOn"),
            node.texts("doNotRetryOn"));
    node.refuseUnknownKeys();
    return policy;
  }

  private static Duration maxInterval(DocumentNode node, Duration initial, Duration otherwise) {
    boolean stated = node.has("maxInterval");
    Duration max = node.duration("maxInterval", otherwise);
    if (max.compareTo(initial) >= 0) {
      return max;
    }
    if (stated) {
      node.refuse("maxInterval", "must not be shorter than initialInterval");
    }
    return initial;
  }
}
