package io.sagasuite.systemtests.load;

import io.sagasuite.systemtests.load.OrderConnection.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Connections to the orchestrators in turn, opened when none is idle. Used from one event loop
/// only.
final class OrderConnections {

  private static final int CONNECT_TIMEOUT_MS = 10_000;

  private final NetClient client;
  private final List<Target> targets;
  private int next;

  private record Target(int port, Deque<OrderConnection> idle) {}

  OrderConnections(Vertx vertx, List<Integer> ports) {
    client =
        vertx.createNetClient(
            new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
    targets = ports.stream().map(port -> new Target(port, new ArrayDeque<>())).toList();
  }

  void post(Buffer request, Consumer<Answer> onAnswer) {
    Target target = targets.get(next++ % targets.size());
    OrderConnection connection = target.idle().pollFirst();
    if (connection != null) {
      send(target, connection, request, onAnswer);
      return;
    }
    client
        .connect(target.port(), "127.0.0.1")
        .onSuccess(socket ->
            send(target, new OrderConnection(socket, target.idle()::remove), request, onAnswer))
        .onFailure(failure -> onAnswer.accept(Answer.broken(failure.toString())));
  }

  private static void send(
      Target target, OrderConnection connection, Buffer request, Consumer<Answer> onAnswer) {
    connection.send(
        request,
        answer -> {
          if (answer.status() != 0) {
            target.idle().addFirst(connection);
          }
          onAnswer.accept(answer);
        });
  }
}
