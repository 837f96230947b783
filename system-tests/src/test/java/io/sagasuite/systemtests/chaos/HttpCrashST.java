package io.sagasuite.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.systemtests.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP service is killed while a call is under way: sent, and nothing recorded of it but that
/// it was to be made. This plays the orchestrator over Kafka, on a stack of its own, because its
/// sagas are nobody's.
class HttpCrashST {

  private static final Duration HEALTHY_DEADLINE = Duration.ofSeconds(120);
  private static final Duration REPLY_DEADLINE = Duration.ofSeconds(30);

  private final UUID saga = UUID.randomUUID();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final CountDownLatch dead = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer called;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    called = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    called.createContext("/", this::answer);
    called.setExecutor(threads);
    called.start();
  }

  @AfterEach
  void close() {
    dead.countDown();
    called.stop(0);
    threads.shutdownNow();
  }

  @Test
  void callsAgainUnderTheSameKeyWhenItDiesBeforeItKnows() {
    try (LocalStack stack = stack()) {
      stack.start();
      stack.awaitHealthy(HEALTHY_DEADLINE);
      send(stack, command());
      await().atMost(REPLY_DEADLINE).until(() -> keys.size() == 1);

      stack.process("http").kill();
      assertThat(replies(stack)).isEmpty();
      stack.process("http").restart();

      await().atMost(HEALTHY_DEADLINE).until(() -> !replies(stack).isEmpty());
      send(stack, command());
      // What Kafka had not been told is done comes again too, and is answered from the record.
      await().atMost(REPLY_DEADLINE).until(() -> replies(stack).size() >= 2);
      assertThat(replies(stack))
          .allSatisfy(
              reply -> assertThat(reply).contains("\"outcome\":\"succeeded\"", "\"id\":\"n-2\""));
      assertThat(keys).hasSize(2).containsOnly(saga + ":make-network:execute");
    }
  }

  /// The first call is never answered.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      int number = keys.size();
      if (number > 1 || isGone()) {
        byte[] body = "{\"id\":\"n-%d\"}".formatted(number).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private boolean isGone() {
    try {
      return dead.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private LocalStack stack() {
    return LocalStack.builder()
        .dataDir(folder)
        .freePorts()
        .orchestrators(0)
        .participants(List.of("http"))
        .build();
  }

  private String command() {
    return """
    {"sagaId":"%s","step":"make-network","direction":"execute","attempt":1,"command":"CallHttp",
     "input":{"method":"POST","url":"http://127.0.0.1:%d/","timeout":"PT2M","outputs":{"id":"id"}}}
    """
        .formatted(saga, called.getAddress().getPort());
  }

  private void send(LocalStack stack, String command) {
    Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("http.commands", saga.toString(), command));
      producer.flush();
    }
  }

  private static List<String> replies(LocalStack stack) {
    return TopicReader.readAll(stack.bootstrapServers(), List.of("saga.replies")).stream()
        .map(reply -> reply.value())
        .toList();
  }
}
