package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.postgres.LoneServer;
import io.sagasuite.localstack.process.PidFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderIT {

  @TempDir Path folder;

  @Test
  void whatALauncherLeftIsEndedAndEmptiedButTheKeysStay() throws Exception {
    Path instances = StackFolder.instances(folder);
    ProcessHandle server = LoneServer.start(instances.resolve("left")).process();
    SuiteKeys keys = SuiteKeys.in(StackFolder.keys(folder));

    StackFolder.endLeftovers(folder);
    StackFolder.empty(folder);

    assertThat(PidFile.isRunning(server)).isFalse();
    assertThat(instances).doesNotExist();
    assertThat(keys.privateKey()).exists();
  }
}
