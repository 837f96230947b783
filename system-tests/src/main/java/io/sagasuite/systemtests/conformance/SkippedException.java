package io.sagasuite.systemtests.conformance;

/// A check that the caller has not given what it needs for.
final class SkippedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SkippedException(String why) {
    super(why);
  }
}
