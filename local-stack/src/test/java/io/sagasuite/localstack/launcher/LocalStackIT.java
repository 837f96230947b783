package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.localstack.postgres.LoneServer;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.PidFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final List<String> said = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  private LocalStackBuilder infrastructure() {
    return LocalStack.builder()
        .dataDir(folder)
        .freePorts()
        .orchestrators(0)
        .participants(List.of())
        .log(said::add);
  }

  @Test
  void startsAgainWhatDiesAndSaysSo() {
    try (LocalStack stack = infrastructure().restartDead(true).build()) {
      stack.start();
      stack.awaitHealthy(DEADLINE);
      StackProcess postgres = stack.process("postgres");
      long first = postgres.pid();

      postgres.kill();

      assertThat(Await.until(() -> postgres.isHealthy() && postgres.pid() != first, DEADLINE))
          .isTrue();
      assertThat(postgres.restarts()).isEqualTo(1);
      assertThat(said).anyMatch(line -> line.startsWith("postgres ended with status 137"));
    }
  }

  @Test
  void leavesNothingRunningWhenItIsClosed() throws Exception {
    LocalStack stack = infrastructure().build();
    stack.start();
    stack.awaitHealthy(DEADLINE);
    List<Long> pids = stack.processes().stream().map(StackProcess::pid).toList();
    ProcessHandle instance =
        LoneServer.start(StackFolder.instances(folder).resolve("one")).process();

    stack.close();

    assertThat(pids).hasSize(2).noneMatch(LocalStackIT::isAlive);
    assertThat(PidFile.isRunning(instance)).isFalse();
  }

  @Test
  void diesWithALauncherThatIsKilled() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsuite.home=" + SuiteHome.find(),
                "-cp",
                System.getProperty("java.class.path"),
                ForeignLauncher.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    launcher.inputReader().lines().filter(ForeignLauncher.READY::equals).findFirst();
    List<ProcessHandle> children = launcher.descendants().toList();

    launcher.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    assertThat(children).hasSizeGreaterThanOrEqualTo(2);
    try (LocalStack next = infrastructure().build()) {
      next.start();
      next.awaitHealthy(DEADLINE);
      assertThat(children).noneMatch(PidFile::isRunning);
    }
  }

  @Test
  void namesThePortThatIsTakenAndTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int offset = taken.getLocalPort() - 19092;
      LocalStack stack =
          LocalStack.builder()
              .dataDir(folder)
              .portOffset(offset)
              .orchestrators(0)
              .participants(List.of())
              .build();

      assertThatThrownBy(stack::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + ", for kafka, is taken")
          .hasMessageContaining("--port-offset");
      assertThat(stack.processes()).allMatch(process -> process.pid() == 0);
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
