package io.sagasuite.systemtests.chaos;

/// One place where a history contradicts an invariant.
///
/// @param subject the saga, order or product concerned
record Violation(Invariant invariant, String subject, String evidence) {

  @Override
  public String toString() {
    return invariant + ": " + subject + ": " + evidence;
  }
}
