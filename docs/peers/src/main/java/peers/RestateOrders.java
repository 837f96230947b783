package peers;

import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// The order saga as a service of Restate, called over HTTP as the suite is. The server is the
/// `restate-server` that the first word names, with its own defaults on its own ports.
public final class RestateOrders {

  private static final int SERVICE_PORT = 9080;
  private static final int INGRESS_PORT = 8080;
  private static final URI DEPLOYMENTS = URI.create("http://127.0.0.1:9070/deployments");
  private static final int OPEN_LOOP_CONNECTIONS = 64;
  private static final int REGISTRATIONS_MAX = 30;

  private RestateOrders() {}

  /// Measures; the words after the server's path are those of [Load.Options].
  public static void main(String... words) throws Exception {
    if (words.length == 0 || !Files.isExecutable(Path.of(words[0]))) {
      System.err.println("The first option has to be the path of restate-server.");
      System.exit(2);
    }
    Load.Options options = Load.Options.of(Stream.of(words).skip(1).toArray(String[]::new));
    Path data = Files.createTempDirectory("restate-orders");
    Process server = server(words[0], data);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, data)));
    int status = 1;
    try {
      RestateHttpServer.listen(Endpoint.bind(new OrderSaga()), SERVICE_PORT);
      register();
      // The server is a child of ours.
      ProcessTree all = new ProcessTree(ProcessHandle.current());
      new Load(engine(options), all::cpuSeconds).measure(options);
      System.out.printf("%,.0f MB resident%n", all.residentMb());
      status = 0;
    } catch (RuntimeException failure) {
      failure.printStackTrace();
    }
    // The event loops would go on.
    System.exit(status);
  }

  private static Process server(String path, Path data) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(path);
    builder.environment().put("RESTATE_BASE_DIR", data.toString());
    builder.environment().put("DO_NOT_TRACK", "1");
    builder.redirectErrorStream(true);
    builder.redirectOutput(data.resolve("server.log").toFile());
    return builder.start();
  }

  /// Tells the server where the service is, as soon as it listens.
  private static void register() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(DEPLOYMENTS)
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"uri\": \"http://127.0.0.1:%d\"}".formatted(SERVICE_PORT)))
            .build();
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      for (int i = 0; i < REGISTRATIONS_MAX; i++) {
        try {
          var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() / 100 == 2) {
            return;
          }
        } catch (IOException notThereYet) {
          // Asked again below.
        }
        Thread.sleep(1_000);
      }
    }
    throw new IllegalStateException("the server does not take the service");
  }

  private static Load.Engine engine(Load.Options options) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    int connections = options.rate() > 0 ? OPEN_LOOP_CONNECTIONS : options.inFlight();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(connections));
    return (id, fails) -> order(client, fails ? id + OrderSaga.FAILS : id);
  }

  private static CompletionStage<String> order(HttpClient client, String id) {
    return client
        .request(HttpMethod.POST, INGRESS_PORT, "127.0.0.1", "/OrderSaga/order")
        .compose(request -> {
          request.putHeader("content-type", "application/json");
          return request.send('"' + id + '"');
        })
        .compose(response -> response.body())
        .map(body -> body.toString().replace("\"", ""))
        .toCompletionStage();
  }

  private static void end(Process server, Path data) {
    server.destroy();
    server.onExit().join();
    try (Stream<Path> all = Files.walk(data)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException left) {
      System.err.println("left behind: " + left.getMessage());
    }
  }
}
