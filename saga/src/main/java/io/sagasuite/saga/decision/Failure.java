package io.sagasuite.saga.decision;

/// Why a step could not be done or undone: a stable `code` and a sentence for people.
public record Failure(String code, String message) {

  /// The code of an attempt that was not answered in time: its outcome is unknown.
  public static final String TIMEOUT = "timeout";

  /// The code of a step that was skipped because one that it needs failed.
  public static final String SKIPPED = "skipped";
}
