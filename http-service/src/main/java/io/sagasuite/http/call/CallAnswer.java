package io.sagasuite.http.call;

import java.util.Map;

/// What came of sending a call.
public sealed interface CallAnswer {

  /// A whole answer; names of headers are in lower case.
  record Answered(int status, Map<String, String> headers, String body) implements CallAnswer {}

  /// The answer began well but did not end within what is read at most.
  record TooLarge(int status) implements CallAnswer {}

  /// There was no connection, so nothing was sent.
  record NotConnected(String reason) implements CallAnswer {}

  /// It was sent, and no answer came in time.
  record TimedOut() implements CallAnswer {}

  /// It was sent, and the connection broke before the answer's end.
  record Lost() implements CallAnswer {}
}
