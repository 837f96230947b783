package io.sagasuite.systemtests.conformance;

/// A participant did not do what a check demands; the message says what it did instead.
final class BreachException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BreachException(String whatWentWrong) {
    super(whatWentWrong);
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new BreachException(otherwise);
    }
  }
}
