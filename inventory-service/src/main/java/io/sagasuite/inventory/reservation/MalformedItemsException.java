package io.sagasuite.inventory.reservation;

/// Items that nothing could ever be reserved for.
public final class MalformedItemsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedItemsException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// One sentence for a person.
  public String reason() {
    return reason;
  }
}
