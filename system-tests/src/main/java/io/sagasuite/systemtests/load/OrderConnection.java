package io.sagasuite.systemtests.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection that is kept alive, with one request at a time: a write, a read, and
/// nothing else, so that the load costs little beside what it measures.
final class OrderConnection {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
  private static final String RETRY_AFTER = "\r\nretry-after:";
  private static final int CLOSED = 0;

  private final NetSocket socket;
  private final Consumer<OrderConnection> onClose;
  private Buffer received = Buffer.buffer();
  private @Nullable Consumer<Answer> waiting;

  /// What came back; status 0 is a connection that broke.
  ///
  /// @param retryAfter whether it tells when to ask again
  record Answer(int status, boolean retryAfter, String body) {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    static Answer broken(String reason) {
      return new Answer(CLOSED, false, reason);
    }

    /// Whether the server has more to do than it takes on, and says so in good order.
    boolean isRefusal() {
      return retryAfter && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE);
    }
  }

  OrderConnection(NetSocket socket, Consumer<OrderConnection> onClose) {
    this.socket = socket;
    this.onClose = onClose;
    socket.handler(this::receive);
    socket.exceptionHandler(failure -> {});
    socket.closeHandler(closed -> close());
  }

  void send(Buffer request, Consumer<Answer> onAnswer) {
    waiting = onAnswer;
    var _ = socket.write(request);
  }

  private void receive(Buffer chunk) {
    received = received.length() == 0 ? chunk : received.appendBuffer(chunk);
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf(END_OF_HEAD);
    if (headEnd < 0) {
      return;
    }
    int bodyStart = headEnd + END_OF_HEAD.length();
    String head = text.substring(0, bodyStart).toLowerCase(Locale.ROOT);
    body(head, text, bodyStart)
        .ifPresent(body -> {
          received = Buffer.buffer();
          int status = Integer.parseInt(text.substring(9, 12));
          answer(new Answer(status, head.contains(RETRY_AFTER), body));
        });
  }

  private static Optional<String> body(String head, String text, int start) {
    if (head.contains(CHUNKED)) {
      return ChunkedBody.in(text, start);
    }
    int end = start + contentLength(head);
    return text.length() >= end ? Optional.of(text.substring(start, end)) : Optional.empty();
  }

  private static int contentLength(String head) {
    int start = head.indexOf(LENGTH);
    if (start < 0) {
      throw new IllegalStateException("an answer without content-length: " + head);
    }
    int value = start + LENGTH.length();
    return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
  }

  private void close() {
    onClose.accept(this);
    answer(Answer.broken("the connection was closed"));
  }

  private void answer(Answer answer) {
    Consumer<Answer> listener = waiting;
    waiting = null;
    if (listener != null) {
      listener.accept(answer);
    }
  }
}
