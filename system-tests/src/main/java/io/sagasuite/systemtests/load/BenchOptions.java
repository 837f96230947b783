package io.sagasuite.systemtests.load;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the caller asks of one run.
final class BenchOptions {

  private static final List<String> PAUSABLE = List.of("inventory", "payment", "shipping");

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Closed loop: how many orders are measured (default ${DEFAULT-VALUE}).")
  int orders;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "128",
      description =
          "Closed loop and warm-up: how many are under way at once (default ${DEFAULT-VALUE}).")
  int inFlight;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Open loop: orders per second, sent whether answered or not.")
  @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "Open loop: for how long (default ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--fail-share",
      paramLabel = "F",
      defaultValue = "0",
      description = "The part of the orders that fails at shipping, 0 to 1 (default 0).")
  double failShare;

  @Option(
      names = "--orchestrators",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many orchestrators share the load (default ${DEFAULT-VALUE}).")
  int orchestrators;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Orders sent before the measured ones (default ${DEFAULT-VALUE}).")
  int warmup;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How often the same is measured, one after another; the median by throughput is shown in"
              + " full (default ${DEFAULT-VALUE}).")
  int runs;

  @Option(
      names = "--tracing",
      paramLabel = "R",
      description = "With a tracing UI that keeps this part of all traces, 0 to 1 (default: none).")
  @Nullable Double tracing;

  @Option(
      names = "--floor",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Then does the messages and rows of so many orders by raw clients, to compare with"
              + " (default 0: not).")
  int floor;

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "First fills all databases with so many finished orders, and tells how long pages take"
              + " (default 0).")
  int history;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "0",
      description = "First adds so many unfinished sagas that wait for a year (default 0).")
  int waiting;

  @Option(
      names = "--products",
      paramLabel = "N",
      defaultValue = "1",
      description = "Over how many products the orders are spread (default ${DEFAULT-VALUE}).")
  int products;

  @Option(
      names = "--input-kb",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How much each order carries beside what it needs; such orders are started as sagas"
              + " (default 0).")
  int inputKb;

  @Option(
      names = "--pause",
      paramLabel = "SERVICE",
      description = "Stops this participant's process in the middle of the measured load.")
  @Nullable String pause;

  @Option(
      names = "--pause-seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "For how long it is stopped (default ${DEFAULT-VALUE}).")
  int pauseSeconds;

  @Option(
      names = "--overload",
      description =
          "Closed loop: refusals (429 or 503 with Retry-After) are expected and no errors, as they"
              + " always are in an open loop.")
  boolean overload;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there too.")
  @Nullable Path json;

  /// How many orders the measured window holds.
  int measured() {
    return openRate().map(perSecond -> (int) Math.ceil(perSecond * seconds)).orElse(orders);
  }

  Optional<Double> openRate() {
    return Optional.ofNullable(rate);
  }

  OrderShape shape() {
    return new OrderShape(failShare, products, inputKb);
  }

  Optional<String> pausedService() {
    return Optional.ofNullable(pause);
  }

  Optional<Double> traceRatio() {
    return Optional.ofNullable(tracing);
  }

  Optional<Path> jsonFile() {
    return Optional.ofNullable(json);
  }

  /// What a reader must know to repeat the run.
  Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("orders", measured());
    openRate()
        .ifPresentOrElse(
            rate -> configuration.put("rate", rate), () -> configuration.put("inFlight", inFlight));
    configuration.put("failShare", failShare);
    configuration.put("orchestrators", orchestrators);
    configuration.put("warmup", warmup);
    configuration.put("runs", runs);
    configuration.put("products", products);
    configuration.put("inputKb", inputKb);
    pausedService()
        .ifPresent(service -> {
          configuration.put("pause", service);
          configuration.put("pauseSeconds", pauseSeconds);
        });
    configuration.put("history", history);
    configuration.put("waiting", waiting);
    configuration.put("overload", overload);
    configuration.put("tracing", traceRatio().<Object>map(ratio -> ratio).orElse("without a UI"));
    configuration.put("cores", Runtime.getRuntime().availableProcessors());
    configuration.put("java", System.getProperty("java.version", ""));
    return configuration;
  }

  void requireSense() {
    require(orders > 0 && orders <= 10_000_000, "--orders must be 1 to 10000000");
    require(inFlight > 0 && inFlight <= 10_000, "--in-flight must be 1 to 10000");
    require(seconds > 0 && seconds <= 86_400, "--seconds must be 1 to 86400");
    require(openRate().orElse(1.0) > 0 && openRate().orElse(1.0) <= 100_000, "--rate is 0 to 1e5");
    require(failShare >= 0 && failShare <= 1, "--fail-share must be 0 to 1");
    require(orchestrators > 0 && orchestrators <= 8, "--orchestrators must be 1 to 8");
    require(
        traceRatio().orElse(0.0) >= 0 && traceRatio().orElse(0.0) <= 1, "--tracing must be 0 to 1");
    require(runs > 0 && runs <= 100, "--runs must be 1 to 100");
    require(runs == 1 || pausedService().isEmpty(), "--pause is for one run");
    require(floor >= 0 && floor <= 10_000_000, "--floor must be 0 to 10000000");
    require(
        !overload || openRate().isEmpty(),
        "--overload is for a closed loop; an open loop expects refusals anyway");
    require(products > 0 && products <= 10_000, "--products must be 1 to 10000");
    require(inputKb >= 0 && inputKb <= 900, "--input-kb must be 0 to 900");
    require(
        PAUSABLE.containsAll(pausedService().stream().toList()),
        "--pause must be one of " + String.join(", ", PAUSABLE));
    require(pauseSeconds > 0 && pauseSeconds <= 50, "--pause-seconds must be 1 to 50");
    require(history >= 0 && history <= 10_000_000, "--history must be 0 to 10000000");
    require(waiting >= 0 && waiting <= 10_000_000, "--waiting must be 0 to 10000000");
    require(warmup >= 0 && warmup <= 10_000_000, "--warmup must be 0 to 10000000");
  }

  private void require(boolean sensible, String message) {
    if (!sensible) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
