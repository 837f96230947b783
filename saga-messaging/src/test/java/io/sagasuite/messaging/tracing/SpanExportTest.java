package io.sagasuite.messaging.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SpanExportTest {

  private final Map<String, String> bodies = new ConcurrentHashMap<>();

  @Test
  void spansReachAZipkin() throws IOException {
    HttpServer server = collector(202);

    export(
        Map.of(
            "suite.traces.exporter",
            "zipkin",
            "otel.exporter.zipkin.endpoint",
            url(server) + "/api/v2/spans"),
        1);

    server.stop(0);
    assertThat(bodies.get("/api/v2/spans")).contains("\"name\":\"a span\"");
  }

  @Test
  void spansReachACollector() throws IOException {
    HttpServer server = collector(200);

    export(
        Map.of("suite.traces.exporter", "otlp", "otel.exporter.otlp.endpoint", url(server) + "/"),
        1);

    server.stop(0);
    assertThat(bodies.get("/v1/traces")).contains("a span");
  }

  @Test
  void nothingIsSentUnlessSomebodyAsks() throws IOException {
    HttpServer server = collector(200);

    export(Map.of("otel.exporter.otlp.endpoint", url(server)), 1);

    server.stop(0);
    assertThat(bodies).isEmpty();
  }

  @Test
  void aCollectorThatIsAwayDelaysNobodyAndIsRarelyMentioned() throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    for (String exporter : List.of("zipkin", "otlp")) {
      List<LogRecord> logged = new CopyOnWriteArrayList<>();
      Handler handler = new Collecting(logged);
      Logger logger = Logger.getLogger("io.opentelemetry");
      logger.addHandler(handler);

      Duration ending =
          export(
              Map.of(
                  "suite.traces.exporter",
                  exporter,
                  "otel.exporter.zipkin.endpoint",
                  "http://127.0.0.1:" + nobody + "/api/v2/spans",
                  "otel.exporter.otlp.endpoint",
                  "http://127.0.0.1:" + nobody),
              100_000);

      logger.removeHandler(handler);
      assertThat(ending).isLessThan(Duration.ofSeconds(10));
      assertThat(logged).as(exporter).filteredOn(SpanExportTest::isSeen).hasSizeBetween(1, 8);
    }
  }

  @Test
  void anExporterThatNobodyKnowsIsNamed() {
    assertThatThrownBy(() -> TracesExporter.named("jeager"))
        .hasMessage("suite.traces.exporter must be none, otlp or zipkin, not 'jeager'");
  }

  private static boolean isSeen(LogRecord entry) {
    return entry.getLevel().intValue() >= Level.INFO.intValue();
  }

  /// How long it took those who ended the spans.
  private static Duration export(Map<String, String> properties, int count) {
    var config =
        new SmallRyeConfigBuilder()
            .withSources(new io.smallrye.config.PropertiesConfigSource(properties, "the test", 500))
            .build();
    try (var provider =
        SdkTracerProvider.builder().addSpanProcessor(new SpanExport().processor(config)).build()) {
      var tracer = provider.get("test");
      Instant startedAt = Instant.now();
      for (int i = 0; i < count; i++) {
        tracer.spanBuilder("a span").startSpan().end();
      }
      Duration ending = Duration.between(startedAt, Instant.now());
      provider.forceFlush().join(10, TimeUnit.SECONDS);
      return ending;
    }
  }

  private HttpServer collector(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
          InputStream body = exchange.getRequestBody();
          byte[] bytes = (zipped ? new GZIPInputStream(body) : body).readAllBytes();
          bodies.put(
              exchange.getRequestURI().getPath(), new String(bytes, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Keeps what is logged.
  private static final class Collecting extends Handler {

    private final List<LogRecord> logged;

    Collecting(List<LogRecord> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      logged.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
