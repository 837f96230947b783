package io.sagasuite.orchestrator.runtime;

/// No more can be taken in for now; the same request may be sent again later.
public final class OverloadedException extends RuntimeException {

  private final int retryAfterSeconds;

  OverloadedException(String reason, int retryAfterSeconds) {
    super(reason, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /// When it is worth trying again.
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
