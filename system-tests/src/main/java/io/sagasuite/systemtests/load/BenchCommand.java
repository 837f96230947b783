package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.LocalStackBuilder;
import io.sagasuite.localstack.launcher.StackException;
import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./suite bench`: starts a stack of its own, loads it, tells what it cost, and ends it. The exit
/// status is 0 only when every order ended as it should.
@Command(
    name = "./suite bench",
    mixinStandardHelpOptions = true,
    description = "Measures throughput, latency, CPU and memory of the whole suite.")
public final class BenchCommand implements Callable<Integer> {

  private static final Duration HEALTHY_DEADLINE = Duration.ofSeconds(120);
  private static final Duration SETTLING = Duration.ofSeconds(2);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin BenchOptions options = new BenchOptions();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setParameterExceptionHandler((mistake, arguments) -> {
          mistake.getCommandLine().getErr().println(mistake.getMessage());
          return 2;
        })
        .setExecutionExceptionHandler((failure, command, result) -> {
          command.getErr().println("the benchmark failed: " + reason(failure));
          return 1;
        });
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.requireSense();
    Path folder = SuiteHome.find().resolve(".suite/bench-" + ProcessHandle.current().pid());
    BenchReport report = measure(folder);
    report.print(out());
    if (options.jsonFile().isPresent()) {
      Files.writeString(options.jsonFile().get(), BenchJson.of(report));
    }
    if (!report.isAsExpected()) {
      out().println("Not all orders ended as expected; logs are under " + folder);
      return 1;
    }
    BenchFolder.delete(folder);
    return 0;
  }

  private BenchReport measure(Path folder) throws InterruptedException {
    try (LocalStack stack = stack(folder);
        OrderLoad load =
            new OrderLoad(orchestratorPorts(stack), options.shape(), options.overload)) {
      stack.start();
      stack.awaitHealthy(HEALTHY_DEADLINE);
      fill(stack);
      out().println("warming up with " + options.warmup + " orders");
      LoadResult warm = load.closedLoop(options.warmup, options.inFlight);
      requireExpected(warm);
      Optional<Pause> pause = options.pausedService().map(service -> pause(stack, service));
      pause.ifPresent(load::pauseNextRun);
      List<BenchRun> runs = new ArrayList<>();
      for (int run = 1; run <= options.runs; run++) {
        runs.add(run(stack, load, run));
      }
      return new BenchReport(options, runs, pause, pages(stack), floor(stack));
    }
  }

  private BenchRun run(LocalStack stack, OrderLoad load, int run) throws InterruptedException {
    Thread.sleep(SETTLING);
    out().printf("measuring %d orders, run %d of %d%n", options.measured(), run, options.runs);
    StackMeter meter = new StackMeter(stack);
    StackUsage before = meter.read();
    LoadResult result =
        options.openRate().isPresent()
            ? load.openLoop(options.measured(), options.openRate().get())
            : load.closedLoop(options.measured(), options.inFlight);
    return new BenchRun(result, meter.read().since(before));
  }

  private Pause pause(LocalStack stack, String service) {
    return new Pause(stack.process(service).pid(), Duration.ofSeconds(options.pauseSeconds));
  }

  private void fill(LocalStack stack) throws InterruptedException {
    StackContents contents = new StackContents(stack, line -> out().println(line));
    contents.products(options.products);
    if (options.history > 0) {
      contents.history(options.history, orchestratorPorts(stack), options.failShare);
    }
    if (options.waiting > 0) {
      contents.waiting(options.waiting);
    }
  }

  private Map<String, PageReads.Result> pages(LocalStack stack) throws InterruptedException {
    return options.history > 0 ? PageReads.of(stack).measure() : Map.of();
  }

  private Optional<Floor.Result> floor(LocalStack stack) throws InterruptedException {
    if (options.floor == 0) {
      return Optional.empty();
    }
    out().println("measuring the floor with " + options.floor + " orders");
    return Optional.of(new Floor(stack).run(options.floor, options.inFlight));
  }

  private static void requireExpected(LoadResult warm) {
    if (!warm.isAsExpected()) {
      throw new StackException("the warm-up went wrong: " + warm.surprises());
    }
  }

  private LocalStack stack(Path folder) {
    LocalStackBuilder builder =
        LocalStack.builder()
            .dataDir(folder)
            .freePorts()
            .orchestrators(options.orchestrators)
            .log(line -> out().println(line));
    options.traceRatio().ifPresent(builder::tracing);
    return builder.build();
  }

  private static List<Integer> orchestratorPorts(LocalStack stack) {
    return stack.processes().stream()
        .filter(process -> process.name().startsWith("orchestrator"))
        .map(process -> URI.create(process.url()).getPort())
        .toList();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String reason(Exception failure) {
    return failure instanceof StackException
        ? String.valueOf(failure.getMessage())
        : failure.toString();
  }
}
