package io.sagasuite.localstack.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.launcher.SuiteHome;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedZipkinIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir Path folder;

  @Test
  void takesSpansAndShowsThemToThisMachineOnly() throws IOException, InterruptedException {
    int port = Ports.free(1).getFirst();
    EmbeddedZipkin zipkin = new EmbeddedZipkin(port, folder.resolve("zipkin.log"), folder);

    ChildProcess process = zipkin.start(EmbeddedZipkin.program(jars()));
    try {
      assertThat(Await.until(() -> EmbeddedZipkin.isReady(zipkin.url()), DEADLINE)).isTrue();
      assertThat(post(zipkin.spansUrl(), span())).isEqualTo(202);
      String page = zipkin.traceUrlTemplate().replace("{traceId}", TRACE);
      assertThat(get(page)).contains("<html");
      assertThat(get("http://localhost:" + port + "/api/v2/trace/" + TRACE)).contains("a span");
      assertThat(listensElsewhere(port)).isFalse();
    } finally {
      process.stop(Duration.ofSeconds(10));
    }
    assertThat(process.isAlive()).isFalse();
  }

  private static List<Path> jars() throws IOException {
    Path folder = SuiteHome.find().resolve("local-stack/target/zipkin");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static String span() {
    long now = System.currentTimeMillis() * 1_000;
    return """
    [{"traceId": "%s", "id": "b7ad6b7169203331", "name": "a span", "timestamp": %d,
      "duration": 10, "localEndpoint": {"serviceName": "a service"}}]
    """
        .formatted(TRACE, now);
  }

  private static boolean listensElsewhere(int port) throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .anyMatch(address -> {
          try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
          } catch (IOException refused) {
            return false;
          }
        });
  }

  private static int post(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static String get(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
