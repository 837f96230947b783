package io.sagasuite.saga.decision;

/// The way a step's command runs: forward, or undoing what the forward command did.
public enum Direction {
  EXECUTE,
  COMPENSATE;

  /// The word used in messages, rows and views.
  public String wire() {
    return this == EXECUTE ? "execute" : "compensate";
  }

  /// The direction for its word.
  ///
  /// @throws IllegalArgumentException for any other word
  public static Direction ofWire(String word) {
    return switch (word) {
      case "execute" -> EXECUTE;
      case "compensate" -> COMPENSATE;
      default -> throw new IllegalArgumentException("unknown direction '" + word + "'");
    };
  }
}
