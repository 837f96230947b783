package io.sagasuite.systemtests.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The alerts against made-up series, by Prometheus' own tool. Without it the test is skipped.
class AlertsTest {

  @Test
  void everyAlertFiresWhenItShould() throws IOException, InterruptedException {
    Optional<Path> tool = Program.find(List.of("promtool"));
    assumeTrue(tool.isPresent(), "promtool is not on this machine");
    Process process =
        new ProcessBuilder(tool.get().toString(), "test", "rules", "alerts-test.yml")
            .directory(SuiteHome.find().resolve("deploy/observability").toFile())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }
}
