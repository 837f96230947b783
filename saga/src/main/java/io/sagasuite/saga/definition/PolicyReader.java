package io.sagasuite.saga.definition;

import io.sagasuite.saga.definition.SagaDefinition.Policy;
import io.sagasuite.saga.definition.SagaDefinition.Recurrence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads what holds for the saga as a whole.
final class PolicyReader {

  /// Most steps that a document may ask to have under way at once.
  static final int CONCURRENT_MAX = 10_000;

  private static final int HISTORY_MAX = 10_000;

  private PolicyReader() {}

  static Policy read(DocumentNode root) {
    return new Policy(
        positive(root, "deadline", Policy.DEFAULT_DEADLINE),
        root.flag("rollbackOnFailure", true),
        root.integer("maxConcurrentSteps", 0, 0, CONCURRENT_MAX),
        root.duration("waitBetweenSteps", Duration.ZERO),
        recurrence(root));
  }

  private static @Nullable Recurrence recurrence(DocumentNode root) {
    if (!root.has("every")) {
      return null;
    }
    if (root.get("every") instanceof String) {
      return new Recurrence(
          positive(root, "every", Duration.ofSeconds(1)), null, Recurrence.DEFAULT_HISTORY);
    }
    DocumentNode node = root.child("every");
    if (!node.has("interval")) {
      node.refuse("interval", "is required");
    }
    Recurrence recurrence =
        new Recurrence(
            positive(node, "interval", Duration.ofSeconds(1)),
            node.has("until") ? node.requiredName("until", NameRule.WORD) : null,
            node.integer("history", Recurrence.DEFAULT_HISTORY, 1, HISTORY_MAX));
    node.refuseUnknownKeys();
    return recurrence;
  }

  /// A duration longer than zero.
  static Duration positive(DocumentNode node, String key, Duration otherwise) {
    Duration duration = node.duration(key, otherwise);
    if (duration.isZero()) {
      node.refuse(key, "must be longer than zero");
    }
    return duration;
  }
}
