package io.sagasuite.localstack.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts the suite and stays, or leaves it running in the background.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the whole suite and waits until it is healthy; Ctrl-C ends it.")
final class UpCommand implements Callable<Integer> {

  private static final Duration HEALTHY_DEADLINE = Duration.ofSeconds(120);
  private static final int ORCHESTRATORS_MAX = 8;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StackLocation location = new StackLocation();

  @Option(
      names = "--detach",
      description = "Returns once the suite is healthy and leaves it running.")
  boolean detach;

  @Option(names = "--fresh", description = "Starts with empty databases and topics.")
  boolean fresh;

  @Option(
      names = "--orchestrators",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many orchestrators run side by side.")
  int orchestrators;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Runs instances in this cluster instead of as processes of this machine.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--no-tracing",
      description = "Leaves the tracing UI out; then no trace is kept anywhere.")
  boolean noTracing;

  @Option(
      names = "--trace-ratio",
      paramLabel = "R",
      defaultValue = "1.0",
      description = "Which part of all traces the UI keeps, from 0 to 1; all of them by default.")
  double traceRatio;

  @Override
  public Integer call() {
    requireSense();
    StackRecord record = location.record();
    Optional<ProcessHandle> running = record.launcher();
    if (running.isPresent()) {
      out().println("The suite is already running (launcher pid " + running.get().pid() + "):");
      new StackTable(out(), location).print(record.read());
      return 0;
    }
    if (kubeconfig != null) {
      ClusterProbe.require(kubeconfig);
    }
    return detach ? new DetachedLauncher(location, out()).start(asArguments()) : stay();
  }

  private int stay() {
    StackRecord record = location.record();
    StackFolder.endLeftovers(location.folder());
    if (fresh) {
      StackFolder.empty(location.folder());
    }
    record.claim();
    long startNanos = System.nanoTime();
    try (LocalStack stack = stack()) {
      stack.start();
      stack.awaitHealthy(HEALTHY_DEADLINE);
      StackTable table = new StackTable(out(), location);
      table.print(record.read());
      table.printExamples();
      out()
          .printf(
              "All healthy after %.1f s.%n",
              (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1));
      out().println(DetachedLauncher.READY_LINE);
      out().flush();
      stack.prepareNextStart();
      awaitEnd();
    } finally {
      record.delete();
    }
    return 0;
  }

  private LocalStack stack() {
    LocalStackBuilder builder = LocalStack.builder();
    return (noTracing ? builder : builder.tracing(traceRatio))
        .dataDir(location.folder())
        .portOffset(location.portOffset())
        .orchestrators(orchestrators)
        .kubeconfig(kubeconfig)
        .restartDead(true)
        .log(line -> out().println(line))
        .build();
  }

  /// The options as the detached launcher takes them.
  private List<String> asArguments() {
    List<String> arguments =
        new ArrayList<>(List.of("--orchestrators", Integer.toString(orchestrators)));
    if (fresh) {
      arguments.add("--fresh");
    }
    arguments.addAll(
        noTracing
            ? List.of("--no-tracing")
            : List.of("--trace-ratio", Double.toString(traceRatio)));
    if (kubeconfig != null) {
      arguments.addAll(List.of("--kubeconfig", kubeconfig.toAbsolutePath().toString()));
    }
    return arguments;
  }

  private void requireSense() {
    if (orchestrators < 1 || orchestrators > ORCHESTRATORS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--orchestrators must be 1 to " + ORCHESTRATORS_MAX);
    }
    if (!(traceRatio >= 0 && traceRatio <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--trace-ratio must be 0 to 1, not " + traceRatio);
    }
  }

  /// Only a signal ends the wait; the stack's shutdown hook then ends the processes.
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
