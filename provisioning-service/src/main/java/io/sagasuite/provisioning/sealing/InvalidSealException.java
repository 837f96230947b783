package io.sagasuite.provisioning.sealing;

/// A sealed password that cannot be opened here, or that belongs to another instance. The message
/// never holds what was sealed.
public final class InvalidSealException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSealException(String message) {
    super(message);
  }

  /// What people are told.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
