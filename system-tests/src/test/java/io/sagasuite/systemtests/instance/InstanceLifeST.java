package io.sagasuite.systemtests.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.LocalStackBuilder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of instances when their stack ends, and when they cannot be had. Each stack is the
/// test's own.
class InstanceLifeST {

  private static final Duration HEALTHY_DEADLINE = Duration.ofSeconds(120);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  @Test
  void outlivesItsStackWithWhatWasWritten() throws SQLException {
    try (LocalStack stack = started(builder())) {
      Instances instances = new Instances(stack, folder);
      instances.create("ledger", PASSWORD).then().statusCode(200).body("state", equalTo("running"));
      instances.sql("ledger", "CREATE TABLE note (text text)", "INSERT INTO note VALUES ('kept')");
      stack.process("provisioning").kill();
      assertThat(instances.servers()).hasSize(1);
    }
    assertThat(new Instances(LocalStack.builder().build(), folder).servers()).isEmpty();

    try (LocalStack stack = started(builder())) {
      Instances instances = new Instances(stack, folder);
      await().atMost(PATIENCE).until(() -> instances.servers().size() == 1);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(instances.sql("ledger", "SELECT text FROM note")).isEqualTo("kept"));
      instances.delete("ledger").then().statusCode(200).body("state", equalTo("deleted"));
      assertThat(instances.servers()).isEmpty();
      assertThat(instances.folders()).isEmpty();
    }
  }

  @Test
  void leavesNothingBehindButItsRecordWhenTheConnectionTestFails() {
    LocalStackBuilder failing =
        builder().javaOptions("provisioning", List.of("-Dsuite.test.fail-connection-test=true"));
    try (LocalStack stack = started(failing)) {
      Instances instances = new Instances(stack, folder);
      instances
          .create("doomed", PASSWORD)
          .then()
          .statusCode(200)
          .body("state", equalTo("failed"))
          .body("failure.step", equalTo("test-connection"))
          .body("failure.code", equalTo("connection_failed"));
      assertThat(instances.servers()).isEmpty();
      assertThat(instances.folders()).isEmpty();
      assertThat(instances.get("doomed").getString("failure.message")).isNotBlank();
    }
  }

  private LocalStackBuilder builder() {
    return LocalStack.builder().dataDir(folder).freePorts().participants(List.of("provisioning"));
  }

  private static LocalStack started(LocalStackBuilder builder) {
    LocalStack stack = builder.build();
    try {
      stack.start();
      stack.awaitHealthy(HEALTHY_DEADLINE);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }
}
