package io.sagasuite.saga.simulation;

/// Something that must always hold did not.
public final class BrokenInvariantException extends RuntimeException {

  BrokenInvariantException(String message) {
    super(message);
  }

  /// Breaks off unless the invariant holds.
  static void unless(boolean holds, String invariant) {
    if (!holds) {
      throw new BrokenInvariantException(invariant);
    }
  }
}
