package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.postgres.InstanceServers;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.Ports;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The suite as processes of this machine: a broker, a database server, the orchestrators and the
/// domain services. It ends everything it has started, also when the JVM is asked to end.
public final class LocalStack implements AutoCloseable {

  private static final int RESTARTS_WHILE_STARTING = 3;
  private static final Duration HELPERS_DEADLINE = Duration.ofSeconds(15);

  private final StackOptions options;
  private final Supervisor supervisor;
  private final StackRecord record;
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final List<StackProcess> infrastructure;
  private final List<StackProcess> services;

  /// What helps to look at the suite, which works without it all the same.
  private final List<StackProcess> helpers;

  private final AotTraining training;
  private boolean stopped;
  private final Thread shutdownHook = new Thread(this::stopAll, "local-stack-shutdown");

  LocalStack(StackOptions options) {
    this.options = options;
    record = new StackRecord(options.dataDir());
    supervisor = new Supervisor(options.restartDead(), options.log(), this::note);
    kafka = options.kafka();
    postgres = options.postgres();
    training = new AotTraining(options);
    infrastructure = List.of(kafkaProcess(), postgresProcess());
    services = options.services().stream().map(this::serviceProcess).toList();
    helpers = options.tracing() == null ? List.of() : List.of(zipkinProcess());
  }

  public static LocalStackBuilder builder() {
    return new LocalStackBuilder();
  }

  /// Starts everything; returns when all processes run, healthy or not yet.
  public void start() {
    StackFolder.endLeftovers(options.dataDir());
    options.ports().requireFree();
    options.programs(); // refuses what is not built
    if (options.services().contains(StackOptions.PROVISIONING)) {
      options.keys();
    }
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    options.log().accept("starting kafka and postgres");
    inParallel(this::startKafka, this::startPostgres);
    options.log().accept("starting " + String.join(", ", options.services()));
    services.forEach(StackProcess::start);
    helpers.forEach(StackProcess::start);
  }

  /// Waits until every process says that it is ready; names those that do not in time. A tracing UI
  /// that is late fails nothing.
  public void awaitHealthy(Duration deadline) {
    long endNanos = System.nanoTime() + deadline.toNanos();
    for (StackProcess process : required()) {
      Duration left = Duration.ofNanos(endNanos - System.nanoTime());
      if (!Await.until(() -> process.isHealthy() || isDead(process), left)
          || !process.isHealthy()) {
        throw new StackException(process.name() + " is not healthy, see " + process.logFile());
      }
      options.log().accept(process.name() + " is healthy");
    }
    for (StackProcess helper : helpers) {
      boolean healthy = Await.until(helper::isHealthy, HELPERS_DEADLINE);
      options
          .log()
          .accept(
              healthy
                  ? helper.name() + " is healthy"
                  : helper.name() + " is not healthy yet, see " + helper.logFile());
    }
  }

  /// Has later starts prepared in the background, unless that has been done for this build.
  void prepareNextStart() {
    training.start();
  }

  public List<StackProcess> processes() {
    return Stream.concat(required().stream(), helpers.stream()).toList();
  }

  private List<StackProcess> required() {
    return Stream.concat(infrastructure.stream(), services.stream()).toList();
  }

  public StackProcess process(String name) {
    return processes().stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no process " + name + " in " + names()));
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public String jdbcUrl(String database) {
    return postgres.jdbcUrl(database);
  }

  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook runs too, and finds nothing left to stop.
      return;
    }
  }

  private void startKafka() {
    process("kafka").start();
    kafka.awaitReady();
  }

  private void startPostgres() {
    process("postgres").start();
    postgres.awaitReady();
  }

  private synchronized void stopAll() {
    if (stopped) {
      return;
    }
    stopped = true;
    options.log().accept("stopping");
    supervisor.close();
    training.close();
    inParallel(
        Stream.concat(services.stream(), helpers.stream())
            .<Runnable>map(process -> process::stop)
            .toArray(Runnable[]::new));
    InstanceServers.endAll(options.instances());
    inParallel(
        infrastructure.stream().<Runnable>map(process -> process::stop).toArray(Runnable[]::new));
    record.delete();
  }

  private boolean isDead(StackProcess process) {
    return process.pid() == 0
        && (!options.restartDead() || process.restarts() >= RESTARTS_WHILE_STARTING);
  }

  private void note() {
    synchronized (record) {
      record.write(processes());
    }
  }

  private String names() {
    return processes().stream().map(StackProcess::name).collect(Collectors.joining(", "));
  }

  private StackProcess kafkaProcess() {
    return new StackProcess(
        new StackProcess.Place(
            "kafka", "localhost:" + options.ports().of(StackPorts.KAFKA), options.logFile("kafka")),
        kafka::start,
        () -> Ports.isOpen(options.ports().of(StackPorts.KAFKA)),
        supervisor);
  }

  private StackProcess postgresProcess() {
    return new StackProcess(
        new StackProcess.Place(
            "postgres",
            "localhost:" + options.ports().of(StackPorts.POSTGRES),
            options.logFile("postgres")),
        postgres::start,
        () -> Ports.isOpen(options.ports().of(StackPorts.POSTGRES)),
        supervisor);
  }

  private StackProcess serviceProcess(String name) {
    ServiceLaunch launch = new ServiceLaunch(name, options);
    return new StackProcess(
        new StackProcess.Place(name, launch.url(), options.logFile(name)),
        launch::start,
        launch::isReady,
        supervisor);
  }

  private StackProcess zipkinProcess() {
    EmbeddedZipkin zipkin = options.zipkin();
    return new StackProcess(
        new StackProcess.Place(EmbeddedZipkin.NAME, zipkin.url(), zipkin.logFile()),
        () -> zipkin.start(options.asStarted(options.zipkinProgram())),
        () -> EmbeddedZipkin.isReady(zipkin.url()),
        supervisor);
  }

  private static void inParallel(Runnable... actions) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (Runnable action : actions) {
      var done = new CompletableFuture<Void>();
      running.add(done);
      Thread.ofVirtual()
          .start(() -> {
            try {
              action.run();
              done.complete(null);
            } catch (RuntimeException e) {
              done.completeExceptionally(e);
            }
          });
    }
    try {
      running.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
