package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotTrainingIT {

  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private final List<String> said = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  /// A checkout whose build has the broker only, which is all that this stack runs.
  @BeforeEach
  void build() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("local-stack/target/lib"));
    try (Stream<Path> jars = Files.list(SuiteHome.find().resolve("local-stack/target/lib"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
  }

  private StackOptions options() {
    return new StackOptions(
        folder,
        folder.resolve(".suite"),
        StackPorts.free(List.of()),
        List.of(),
        false,
        Map.of(),
        null,
        null,
        said::add,
        false);
  }

  private static boolean usesCache(StackOptions options) {
    return options.asStarted(options.kafkaProgram()).options().stream()
        .anyMatch(option -> option.startsWith("-XX:AOTCache="));
  }

  @Test
  void theNextStartUsesWhatItHasMade() throws IOException {
    StackOptions options = options();
    try (LocalStack first = new LocalStack(options)) {
      first.start();
      assertThat(usesCache(options)).isFalse();

      first.prepareNextStart();

      assertThat(Await.until(() -> said.contains("the next start will be faster"), DEADLINE))
          .as("said %s", said)
          .isTrue();
    }
    assertThat(folder.resolve(".suite/rehearsal")).doesNotExist();
    try (LocalStack second = new LocalStack(options)) {
      second.start();
      second.awaitHealthy(DEADLINE);
      assertThat(usesCache(options)).isTrue();
      second.prepareNextStart();
    }
    assertThat(said)
        .containsOnlyOnce("preparing faster starts in the background, once for this build");
    // Where a JVM complains of a cache that does not fit.
    assertThat(Files.readString(options.logFile("kafka"))).doesNotContain("[aot");
  }

  @Test
  void aStackThatEndsMeanwhileEndsItToo() {
    StackOptions options = options();
    Path pids = folder.resolve(".suite/rehearsal/data/kafka/kafka.pid");
    try (LocalStack stack = new LocalStack(options)) {
      stack.start();
      stack.prepareNextStart();
      assertThat(Await.until(() -> Files.exists(pids), DEADLINE)).isTrue();
    }
    assertThat(pids).doesNotExist();
    assertThat(folder.resolve("local-stack/target/kafka.aot")).doesNotExist();
    assertThat(said).doesNotContain("the next start will be faster");
  }
}
