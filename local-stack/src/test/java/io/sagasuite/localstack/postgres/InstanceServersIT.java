package io.sagasuite.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.process.PidFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceServersIT {

  @TempDir Path folder;

  @Test
  void endsThoseOfInstancesAndNotTheOneThatGotAPidOfTheirs() throws Exception {
    Path instances = folder.resolve("instances");
    ProcessHandle ours = LoneServer.start(instances.resolve("a")).process();
    LoneServer foreign = LoneServer.start(folder.resolve("elsewhere/b"));
    Path stale = Files.createDirectories(instances.resolve("c/data"));
    Files.copy(foreign.note(), stale.resolve("postmaster.pid"));

    InstanceServers.endAll(instances);

    assertThat(PidFile.isRunning(ours)).isFalse();
    assertThat(PidFile.isRunning(foreign.process())).isTrue();

    InstanceServers.endAll(folder.resolve("elsewhere"));
    assertThat(InstanceServers.of(folder.resolve("elsewhere"))).isEmpty();
  }

  @Test
  void findsNoneWhereThereIsNoFolder() {
    InstanceServers.endAll(folder.resolve("nowhere"));

    assertThat(InstanceServers.of(folder.resolve("nowhere"))).isEmpty();
  }
}
