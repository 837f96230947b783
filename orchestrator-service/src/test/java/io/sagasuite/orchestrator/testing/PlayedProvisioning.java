package io.sagasuite.orchestrator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The reading side of provisioning, played: it knows every instance, says that it is healthy, and
/// tells credentials to who has the token.
public final class PlayedProvisioning implements AutoCloseable {

  public static final String TOKEN = "the-right-token";

  private static final Pattern ID = Pattern.compile("id=([0-9a-f-]{36})");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile String state = "running";
  private volatile boolean hangs;

  public PlayedProvisioning(String url) throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", URI.create(url).getPort()), 0);
    server.createContext("/instances", this::handle);
    server.start();
  }

  /// What it says of every instance from now on.
  public void state(String word) {
    state = word;
  }

  /// Whether it leaves everybody without an answer.
  public void hangs(boolean silent) {
    hangs = silent;
  }

  /// What has been asked, by path and query.
  public List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    requests.add(asked.toString());
    if (hangs) {
      return;
    }
    String path = asked.getPath();
    if (path.endsWith("/credentials")) {
      credentials(exchange);
    } else if (path.endsWith("/logs")) {
      answer(exchange, 200, "text/plain", "lines " + asked.getQuery());
    } else if (path.endsWith("/events")) {
      answer(exchange, 200, "application/json", "[{\"type\":\"state_change\"}]");
    } else {
      answer(exchange, 200, "application/json", "[" + records(asked.getQuery()) + "]");
    }
  }

  private String records(String query) {
    Matcher ids = ID.matcher(query);
    return ids.results()
        .map(id ->
            """
            {"instanceId":"%s","name":"any","state":"%s","health":"healthy",
             "connectionString":"postgresql://postgres@db.example:5432/postgres",
             "failure":{"code":"data_lost","message":"its volume is gone"}}
            """
                .formatted(id.group(1), state))
        .collect(Collectors.joining(","));
  }

  private static void credentials(HttpExchange exchange) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (shown == null) {
      answer(exchange, 401, "application/problem+json", "{}");
    } else if (!shown.equals("Bearer " + TOKEN)) {
      answer(exchange, 403, "application/problem+json", "{}");
    } else {
      answer(exchange, 200, "application/json", "{\"password\":\"opened\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
