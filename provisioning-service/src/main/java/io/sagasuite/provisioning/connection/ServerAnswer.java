package io.sagasuite.provisioning.connection;

/// What came of asking a server who it is.
public sealed interface ServerAnswer {

  /// It answers.
  ///
  /// @param version the whole text of `SELECT version()`
  record Answered(String version) implements ServerAnswer {}

  /// It answers, but does not let us in.
  record Refused(String message) implements ServerAnswer {}

  /// It does not answer, or not in time.
  record Silent(String message) implements ServerAnswer {}
}
