package io.sagasuite.payment.charge;

/// A charge that no gateway could ever take.
public final class MalformedChargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedChargeException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// One sentence for a person.
  public String reason() {
    return reason;
  }
}
