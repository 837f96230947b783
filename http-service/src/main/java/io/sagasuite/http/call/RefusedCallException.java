package io.sagasuite.http.call;

/// A call that must not be sent, now or ever, and why. Its text names places and never repeats what
/// stood there with its secrets filled in.
public final class RefusedCallException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String INVALID = "invalid_call";

  private final String code;
  private final String reason;

  public RefusedCallException(String code, String reason) {
    super(code + ": " + reason);
    this.code = code;
    this.reason = reason;
  }

  static RefusedCallException invalid(String place, String problem) {
    return new RefusedCallException(INVALID, place + " " + problem);
  }

  /// The stable code of the rejection.
  public String code() {
    return code;
  }

  /// One sentence for a person.
  public String reason() {
    return reason;
  }
}
