package io.sagasuite.provisioning.messaging;

/// A command whose input can never be understood.
final class InvalidInputException extends RuntimeException {

  static final String CODE = "invalid_input";

  private static final long serialVersionUID = 1L;

  InvalidInputException(String message) {
    super(message);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
