package io.sagasuite.systemtests.load;

import java.util.Optional;

/// A body in chunks, as servers send those that are too large for their buffer.
final class ChunkedBody {

  private static final String LINE_END = "\r\n";
  private static final int HEXADECIMAL = 16;

  private ChunkedBody() {}

  /// The body that begins there; empty as long as some of it is missing.
  static Optional<String> in(String text, int start) {
    StringBuilder body = new StringBuilder();
    int at = start;
    for (int lineEnd = text.indexOf(LINE_END, at);
        lineEnd >= 0;
        lineEnd = text.indexOf(LINE_END, at)) {
      int size = Integer.parseInt(text.substring(at, lineEnd), HEXADECIMAL);
      int chunk = lineEnd + LINE_END.length();
      at = chunk + size + LINE_END.length();
      if (at > text.length()) {
        return Optional.empty();
      }
      if (size == 0) {
        return Optional.of(body.toString());
      }
      body.append(text, chunk, chunk + size);
    }
    return Optional.empty();
  }
}
