package io.sagasuite.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

  /// SCHED_BATCH, see sched(7).
  private static final String BATCH = "3";

  /// Where proc(5) has the policy of a process, counted behind the name in parentheses.
  private static final int POLICY = 38;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void doesNotInterruptOtherChildren() {
    ChildProcess child =
        ChildProcess.start(
            ChildSpec.jvm(
                "sleeper",
                List.of("sleep", "60"),
                Map.of(),
                folder.resolve("sleeper.log"),
                folder));
    try {
      assertThat(Await.until(() -> BATCH.equals(policy(child)), Duration.ofSeconds(5))).isTrue();
    } finally {
      child.kill();
    }
  }

  private static String policy(ChildProcess child) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
