package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// `./suite simulate`: runs random sagas under random faults on all processors and says what was
/// checked; a broken invariant is named with the one line that replays it.
public final class SimulateCommand {

  private static final String USAGE =
      """
      usage: ./suite simulate [--runs N] [--seed S] [--flaw NAME] [--trace]
        --runs N     runs to make (10000); every run is one saga with its children
        --seed S     seed of the first run (the clock); with --runs 1 it replays that run
        --flaw NAME  leaves a safeguard out, to show that this is noticed: %s
        --trace      prints every transition (use it with --runs 1)
      """;

  private static final String CHECKED =
      """
      checked after every transition: versions without a gap, fold(journal) = state, nothing waits \
      for nothing, no due time early, bounds on steps under way, a held saga begins nothing
      checked on every message: no second effect, no effect after its undo, each compensation with \
      its own input and output
      checked at rest: every saga ends or is parked with its evidence, completed = every required \
      step effective once, compensated = nothing left, reverse order, what failed left nothing, \
      stock = what stands, no orphaned child\
      """;

  private record Options(long runs, long seed, Flaw flaw, boolean trace) {}

  private static final class Totals {
    private final Map<SagaStatus, Long> ends = new EnumMap<>(SagaStatus.class);
    private final Map<Faults.Kind, Long> faults = new EnumMap<>(Faults.Kind.class);
    private long runs;
    private long transitions;

    private synchronized void add(SagaSimulation.Report report) {
      runs++;
      transitions += report.transitions();
      report.ends().forEach((end, count) -> ends.merge(end, (long) count, Long::sum));
      report.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
    }
  }

  private record Broken(long seed, RuntimeException why) {}

  private final Options options;
  private final Totals totals = new Totals();
  private final AtomicReference<Broken> broken = new AtomicReference<>();

  private SimulateCommand(Options options) {
    this.options = options;
  }

  /// Ends with status 0 when every invariant held, 1 when one did not, 2 for a wrong call.
  public static void main(String[] args) throws InterruptedException {
    Options options;
    try {
      options = parse(new ArrayList<>(Arrays.asList(args)));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new SimulateCommand(options).run() ? 0 : 1);
  }

  private static Options parse(List<String> args) {
    long runs = number(args, "--runs", () -> 10_000);
    long seed = number(args, "--seed", () -> System.nanoTime() / 1000);
    String flaw = value(args, "--flaw");
    boolean trace = args.remove("--trace");
    boolean known =
        flaw == null || Arrays.stream(Flaw.values()).anyMatch(f -> word(f).equals(flaw));
    if (!args.isEmpty() || !known || runs < 1) {
      String flaws =
          Arrays.stream(Flaw.values()).map(SimulateCommand::word).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(USAGE.formatted(flaws));
    }
    Flaw chosen =
        Arrays.stream(Flaw.values())
            .filter(f -> word(f).equals(flaw))
            .findFirst()
            .orElse(Flaw.NONE);
    return new Options(runs, seed, chosen, trace);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String value(List<String> args, String name) {
    int at = args.indexOf(name);
    if (at < 0 || at + 1 == args.size()) {
      return null;
    }
    args.remove(at);
    return args.remove(at);
  }

  private static long number(List<String> args, String name, LongSupplier otherwise) {
    String value = value(args, name);
    try {
      return value == null ? otherwise.getAsLong() : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " needs a whole number, not '" + value + "'");
    }
  }

  private boolean run() throws InterruptedException {
    long began = System.nanoTime();
    AtomicLong next = new AtomicLong(options.seed());
    int threads = options.trace() ? 1 : Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(() -> work(next));
      }
      pool.invokeAll(workers);
    }
    tell(Duration.ofNanos(System.nanoTime() - began));
    return broken.get() == null;
  }

  private Void work(AtomicLong next) {
    SagaWatcher checks = new TransitionChecks();
    SagaSimulation simulation =
        new SagaSimulation(options.trace() ? new Trace(System.out, checks) : checks);
    long end = options.seed() + options.runs();
    while (broken.get() == null) {
      long first = next.getAndAdd(SagaSimulation.RUNS_PER_DEFINITION);
      if (first >= end) {
        return null;
      }
      for (long seed = first;
          seed < Math.min(end, first + SagaSimulation.RUNS_PER_DEFINITION);
          seed++) {
        if (!runOne(simulation, seed)) {
          return null;
        }
      }
    }
    return null;
  }

  private boolean runOne(SagaSimulation simulation, long seed) {
    try {
      totals.add(simulation.run(seed, options.flaw()));
      return true;
    } catch (RuntimeException why) {
      broken.compareAndSet(null, new Broken(seed, why));
      return false;
    }
  }

  private void tell(Duration took) {
    double seconds = Math.max(took.toMillis(), 1) / 1000.0;
    long sagas = totals.ends.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(
        Locale.ROOT,
        "%d runs of %d sagas with %d transitions in %.1f s: %.0f sagas a second%n",
        totals.runs,
        sagas,
        totals.transitions,
        seconds,
        sagas / seconds);
    System.out.println("ends: " + words(totals.ends));
    System.out.println("injected: " + words(totals.faults));
    System.out.println(CHECKED);
    Broken found = broken.get();
    if (found == null) {
      System.out.println("every invariant held");
      return;
    }
    String flaw = options.flaw() == Flaw.NONE ? "" : " --flaw " + word(options.flaw());
    System.out.println("BROKEN: " + found.why().getMessage());
    System.out.printf(
        "replay: ./suite simulate --runs 1 --seed %d%s --trace%n", found.seed(), flaw);
    if (!(found.why() instanceof BrokenInvariantException)) {
      found.why().printStackTrace(System.out);
    }
  }

  private static String words(Map<? extends Enum<?>, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> word(entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
