package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Makes the ahead-of-time caches that programs of the stack lack, once for each build. It starts a
/// broker and a database server beside those of the stack, and on them one program after the other,
/// at the lowest priority; a cache is written when its program ends. The next start of the stack is
/// faster by it.
final class AotTraining implements AutoCloseable {

  private static final Duration READY_DEADLINE = Duration.ofMinutes(2);

  /// Writing the cache is most of the work and happens at the end.
  private static final Duration END_DEADLINE = Duration.ofMinutes(3);

  private final StackOptions options;
  private final Thread thread =
      Thread.ofPlatform().name("aot-training").daemon().unstarted(this::run);
  private final List<ChildProcess> children = new ArrayList<>();
  private boolean closed;

  AotTraining(StackOptions options) {
    this.options = options;
  }

  void start() {
    thread.start();
  }

  private void run() {
    if (options.programs().stream().allMatch(program -> program.cache().isCurrent())) {
      return;
    }
    options.log().accept("preparing faster starts in the background, once for this build");
    try {
      rehearse(options.forRehearsal());
      options.log().accept("the next start will be faster");
    } catch (RuntimeException e) {
      if (!isClosed()) {
        options.log().accept("faster starts could not be prepared: " + e.getMessage());
      }
    } finally {
      killAll();
    }
  }

  private void rehearse(StackOptions rehearsal) {
    StackFolder.endLeftovers(rehearsal.dataDir());
    StackFolder.delete(rehearsal.dataDir());
    makeOfKafka(rehearsal);
    EmbeddedKafka kafka = rehearsal.kafka();
    EmbeddedPostgres postgres = rehearsal.postgres();
    begin(kafka::start);
    begin(postgres::start);
    kafka.awaitReady();
    postgres.awaitReady();
    for (String service : rehearsal.services()) {
      ServiceLaunch launch = new ServiceLaunch(service, rehearsal);
      make(launch.program(), launch::start, launch::isReady);
    }
    if (rehearsal.tracing() != null) {
      EmbeddedZipkin zipkin = rehearsal.zipkin();
      BuiltProgram program = rehearsal.zipkinProgram();
      make(
          program,
          () -> zipkin.start(rehearsal.asStarted(program)),
          () -> EmbeddedZipkin.isReady(zipkin.url()));
    }
    killAll();
    StackFolder.delete(rehearsal.dataDir());
  }

  /// Before the others, whose starts wait for it.
  private void makeOfKafka(StackOptions rehearsal) {
    EmbeddedKafka kafka = rehearsal.kafka();
    make(
        rehearsal.kafkaProgram(),
        kafka::start,
        () -> {
          kafka.awaitReady();
          return true;
        });
  }

  private void make(BuiltProgram program, Supplier<ChildProcess> start, BooleanSupplier ready) {
    if (program.cache().isCurrent()) {
      return;
    }
    ChildProcess child = begin(start);
    Await.until(() -> ready.getAsBoolean() || !child.isAlive(), READY_DEADLINE);
    child.stop(END_DEADLINE);
    if (isClosed() || !program.cache().keepMade()) {
      throw new IllegalStateException("nothing was written for " + program.cache().file());
    }
  }

  private synchronized ChildProcess begin(Supplier<ChildProcess> start) {
    if (closed) {
      throw new CancellationException("the stack ends");
    }
    ChildProcess child = start.get();
    children.add(child);
    return child;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void killAll() {
    children.forEach(ChildProcess::kill);
    children.clear();
  }

  /// What is not finished is begun anew another time.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    killAll();
  }
}
