package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/// What an order cannot cost less than: the same messages and about the same rows on the same
/// broker and database, by plain loops over raw clients in one process. No HTTP, no JSON, no
/// decisions, no deduplication, no recovery. One thread stands for the orchestrator, one for each
/// participant.
final class Floor {

  private static final List<String> STEPS = List.of("floor.reserve", "floor.pay", "floor.ship");
  private static final String REPLIES = "floor.replies";
  private static final String EVENTS = "floor.events";
  private static final byte[] MESSAGE = "m".repeat(400).getBytes(StandardCharsets.UTF_8);
  private static final byte[] EVENT = "e".repeat(600).getBytes(StandardCharsets.UTF_8);

  private final LocalStack stack;
  private final FloorKafka kafka;
  private volatile boolean done;

  Floor(LocalStack stack) {
    this.stack = stack;
    this.kafka = new FloorKafka(stack.bootstrapServers());
  }

  /// What the run took.
  record Result(double sagasPerSecond, double cpuSecondsPer1000) {}

  Result run(int sagas, int inFlight) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(STEPS.size());
    try {
      FloorRows.create(stack);
      List<String> topics = new ArrayList<>(STEPS);
      topics.add(REPLIES);
      topics.add(EVENTS);
      kafka.create(topics);
      List<Future<Void>> participants = new ArrayList<>();
      for (String step : STEPS) {
        participants.add(threads.submit((Callable<Void>) () -> participate(step)));
      }
      Result result = orchestrate(sagas, inFlight);
      done = true;
      for (Future<Void> participant : participants) {
        participant.get();
      }
      return result;
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException("the floor program failed", e);
    } finally {
      done = true;
      threads.shutdown();
    }
  }

  private Void participate(String step) throws SQLException {
    try (KafkaConsumer<String, byte[]> commands = kafka.consumer(step);
        KafkaProducer<String, byte[]> replies = kafka.producer();
        FloorRows rows = new FloorRows(stack)) {
      while (!done) {
        List<String> sagas = FloorKafka.keys(commands);
        if (!sagas.isEmpty()) {
          rows.handle(sagas, step);
          FloorKafka.send(replies, REPLIES, sagas, MESSAGE);
        }
      }
      return null;
    }
  }

  /// The first half warms up, the second half is measured.
  private Result orchestrate(int sagas, int inFlight) throws SQLException {
    try (KafkaConsumer<String, byte[]> replies = kafka.consumer(REPLIES);
        KafkaProducer<String, byte[]> out = kafka.producer();
        FloorRows rows = new FloorRows(stack)) {
      Progress progress = new Progress();
      double cpuBefore = 0;
      long startNanos = 0;
      int half = sagas / 2;
      while (progress.ended < sagas) {
        if (startNanos == 0 && progress.ended >= half) {
          half = progress.ended;
          cpuBefore = cpuSeconds();
          startNanos = System.nanoTime();
        }
        start(Math.min(inFlight - progress.open(), sagas - progress.started), progress, rows, out);
        move(FloorKafka.keys(replies), progress, rows, out);
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      int measured = progress.ended - half;
      return new Result(measured / seconds, (cpuSeconds() - cpuBefore) * 1_000 / measured);
    }
  }

  /// How far the sagas have come.
  private static final class Progress {
    final Map<String, Integer> nextStep = new HashMap<>();
    int started;
    int ended;

    int open() {
      return started - ended;
    }
  }

  private static void start(
      int count, Progress progress, FloorRows rows, KafkaProducer<String, byte[]> out)
      throws SQLException {
    List<String> begun = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      begun.add(UUID.randomUUID().toString());
    }
    if (!begun.isEmpty()) {
      rows.begin(begun);
      begun.forEach(saga -> progress.nextStep.put(saga, 1));
      progress.started += count;
      FloorKafka.send(out, STEPS.getFirst(), begun, MESSAGE);
      FloorKafka.send(out, EVENTS, begun, EVENT);
    }
  }

  private static void move(
      List<String> replied, Progress progress, FloorRows rows, KafkaProducer<String, byte[]> out)
      throws SQLException {
    if (replied.isEmpty()) {
      return;
    }
    rows.move(replied);
    FloorKafka.send(out, EVENTS, replied, EVENT);
    for (String saga : replied) {
      int step = progress.nextStep.merge(saga, 1, Integer::sum) - 1;
      if (step < STEPS.size()) {
        FloorKafka.send(out, STEPS.get(step), List.of(saga), MESSAGE);
      } else {
        progress.nextStep.remove(saga);
        progress.ended++;
      }
    }
  }

  /// Of this process, the broker and the database; the suite's services idle meanwhile.
  private double cpuSeconds() {
    return new ProcessFiles(ProcessHandle.current().pid()).cpuSeconds()
        + new ProcessFiles(stack.process("kafka").pid()).cpuSeconds()
        + new ProcessFiles(stack.process("postgres").pid()).cpuSeconds();
  }
}
