package io.sagasuite.systemtests;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.LocalStackBuilder;
import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one stack that all tests of this module share: two orchestrators and the participants, on
/// free ports, with data that no earlier run has left. It has a tracing UI, in which there is what
/// callers ask to be traced, and its services log JSON. It ends with the JVM.
public final class SuiteStack {

  private static final Set<String> INFRASTRUCTURE = Set.of("kafka", "postgres", "zipkin");
  private static final List<String> SERVICES =
      List.of("orchestrator", "inventory", "payment", "shipping", "provisioning", "http");
  private static final List<String> JSON_LOGS = List.of("-Dsuite.log-format=json");
  private static final Duration START_DEADLINE = Duration.ofSeconds(240);
  private static @Nullable LocalStack started;
  private static @Nullable RuntimeException failure;

  private SuiteStack() {}

  /// The stack; the first caller starts it. When it cannot be started, every caller is told why.
  public static synchronized LocalStack stack() {
    if (started == null && failure == null) {
      try {
        started = start();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw new IllegalStateException("no stack to test against: " + failure.getMessage(), failure);
    }
    return started;
  }

  /// Where a service answers.
  public static String url(String service) {
    return RunningStack.named()
        .map(running -> running.url(service))
        .orElseGet(() -> stack().process(service).url().replace("localhost", "127.0.0.1"));
  }

  /// Where the stack keeps its data, keys and logs.
  public static Path dataDir() {
    return SuiteHome.find().resolve("system-tests/target/stack");
  }

  /// Every service, both orchestrators included.
  public static List<String> services() {
    return RunningStack.named().map(RunningStack::services).orElseGet(SuiteStack::ownServices);
  }

  /// Where the broker answers.
  public static String bootstrapServers() {
    return RunningStack.named()
        .map(RunningStack::bootstrapServers)
        .orElseGet(() -> stack().bootstrapServers());
  }

  private static List<String> ownServices() {
    return stack().processes().stream()
        .map(process -> process.name())
        .filter(name -> !INFRASTRUCTURE.contains(name))
        .toList();
  }

  private static LocalStack start() {
    Path data = dataDir();
    delete(data);
    LocalStackBuilder builder =
        LocalStack.builder()
            .dataDir(data)
            .freePorts()
            .orchestrators(2)
            .restartDead(false)
            .tracing(0);
    SERVICES.forEach(service -> builder.javaOptions(service, JSON_LOGS));
    LocalStack stack = builder.build();
    try {
      stack.start();
      stack.awaitHealthy(START_DEADLINE);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
