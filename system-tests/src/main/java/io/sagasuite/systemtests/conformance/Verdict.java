package io.sagasuite.systemtests.conformance;

/// What became of one check.
///
/// @param reason for a failed check what went wrong, for a skipped one what is missing
/// @param why it matters
public record Verdict(String check, Result result, String reason, String why, double seconds) {

  /// Whether the demand was met.
  public enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }
}
