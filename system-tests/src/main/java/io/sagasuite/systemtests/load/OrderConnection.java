package io.sagasuite.systemtests.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection that is kept alive, with one request at a time: a write, a read, and
/// nothing else, so that the load costs little beside what it measures.
final class OrderConnection {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final int CLOSED = 0;

  private final NetSocket socket;
  private final Consumer<OrderConnection> onClose;
  private Buffer received = Buffer.buffer();
  private @Nullable Consumer<Answer> waiting;

  /// What came back; status 0 is a connection that broke.
  record Answer(int status, String body) {}

  OrderConnection(NetSocket socket, Consumer<OrderConnection> onClose) {
    this.socket = socket;
    this.onClose = onClose;
    socket.handler(this::receive);
    socket.exceptionHandler(failure -> {});
    socket.closeHandler(closed -> close());
  }

  void send(Buffer request, Consumer<Answer> onAnswer) {
    waiting = onAnswer;
    var unused = socket.write(request);
  }

  private void receive(Buffer chunk) {
    received = received.length() == 0 ? chunk : received.appendBuffer(chunk);
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf(END_OF_HEAD);
    if (headEnd < 0) {
      return;
    }
    int bodyStart = headEnd + END_OF_HEAD.length();
    int length = contentLength(text.substring(0, bodyStart));
    if (text.length() >= bodyStart + length) {
      received = Buffer.buffer();
      int status = Integer.parseInt(text.substring(9, 12));
      answer(new Answer(status, text.substring(bodyStart, bodyStart + length)));
    }
  }

  private static int contentLength(String head) {
    int start = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    if (start < 0) {
      throw new IllegalStateException("an answer without content-length: " + head);
    }
    int value = start + LENGTH.length();
    return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
  }

  private void close() {
    onClose.accept(this);
    answer(new Answer(CLOSED, "the connection was closed"));
  }

  private void answer(Answer answer) {
    Consumer<Answer> listener = waiting;
    waiting = null;
    if (listener != null) {
      listener.accept(answer);
    }
  }
}
