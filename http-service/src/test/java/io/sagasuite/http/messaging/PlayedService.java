package io.sagasuite.http.messaging;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A real HTTP server that a test scripts, and that remembers what it was asked.
final class PlayedService implements AutoCloseable {

  private static final int HELD_MAX_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private volatile Function<Asked, Answer> script = _ -> new Answer(200, "{}");

  PlayedService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /// One request, as it arrived.
  record Asked(String method, String path, Headers headers, String body) {

    String header(String name) {
      return headers.getFirst(name);
    }
  }

  /// What is answered; below 100 the connection is broken off instead.
  record Answer(int status, String body, Map<String, String> headers) {

    static final Answer BREAK = new Answer(0, "");

    Answer(int status, String body) {
      this(status, body, Map.of());
    }
  }

  void plays(Function<Asked, Answer> answers) {
    script = answers;
  }

  void plays(int status, String body) {
    plays(_ -> new Answer(status, body));
  }

  /// Answers nothing from now on until it is released; then everybody gets an empty object.
  CountDownLatch holdsBack() {
    CountDownLatch gate = new CountDownLatch(1);
    plays(_ -> {
      try {
        gate.await(HELD_MAX_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Answer(200, "{}");
    });
    return gate;
  }

  /// How many were asking at once, at most.
  int peak() {
    return peak.get();
  }

  /// Everything that was asked so far.
  List<Asked> asked() {
    return asked;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked question =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body);
      asked.add(question);
      peak.accumulateAndGet(asking.incrementAndGet(), Math::max);
      Answer answer = script.apply(question);
      asking.decrementAndGet();
      if (answer.status() >= 100) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
