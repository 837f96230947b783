package io.sagasuite.provisioning.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers in an API server's stead when it is told to. Requests are diverted where they leave, so
/// that it does not matter what kind of server they were meant for.
final class Faults implements AutoCloseable {

  private static final String NOT_AT_ALL = "";

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpServer server;

  Faults() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /// Refuses like this, so many times, where method and address match.
  void fail(String method, String pattern, int times, int code, String reason, String message) {
    fail(method, pattern, times, status(code, reason, message).build());
  }

  void fail(String method, String pattern, int times, Status answer) {
    add(method, pattern, times, answer.getCode(), Serialization.asJson(answer));
  }

  /// Leaves a request without an answer.
  void ignore(String method, String pattern) {
    add(method, pattern, 1, 0, NOT_AT_ALL);
  }

  private void add(String method, String pattern, int times, int code, String body) {
    faults.add(new Fault(method, pattern, new AtomicInteger(times), code, body));
  }

  static StatusBuilder status(int code, String reason, String message) {
    return new StatusBuilder()
        .withStatus("Failure")
        .withCode(code)
        .withReason(reason)
        .withMessage(message);
  }

  /// Where a request goes.
  URI route(HttpRequest request) {
    for (Fault fault : faults) {
      if (fault.hits(request)) {
        return URI.create(
            "http://localhost:" + server.getAddress().getPort() + "/" + faults.indexOf(fault));
      }
    }
    return request.uri();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Fault fault = faults.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
    byte[] body = fault.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      if (fault.body().equals(NOT_AT_ALL)) {
        end.await();
        return;
      }
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(fault.code(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }

  private record Fault(String method, String pattern, AtomicInteger times, int code, String body) {

    boolean hits(HttpRequest request) {
      return method.equals(request.method())
          && request.uri().toString().matches(pattern)
          && times.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
  }
}
