package io.sagasuite.provisioning.localprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.PidFile;
import io.sagasuite.provisioning.instance.InstanceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCrashIT {

  @TempDir Path root;

  @AfterEach
  void clear() {
    LocalService.clear(root);
  }

  @Test
  void aServerThatIsKilledRunsAgainWithWhatItHadCommitted() throws SQLException {
    try (LocalService service = LocalService.opened(root)) {
      InstanceSpec spec = service.deployed("killed");
      service.query(spec, "CREATE TABLE kept AS SELECT 42 AS answer");
      ProcessHandle before = service.server(spec);

      before.destroyForcibly();

      assertThat(Await.until(() -> !PidFile.isRunning(before), LocalService.WAIT)).isTrue();
      service.awaitReady(spec);
      assertThat(service.server(spec).pid()).isNotEqualTo(before.pid());
      assertThat(service.query(spec, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void serversOutliveAServiceThatIsKilledAndAreAdopted() throws Exception {
    InstanceSpec spec = LocalService.spec(UUID.randomUUID(), "adopted");
    Process service = ForeignService.start(root, spec.ref().instanceId());
    ForeignService.awaitReady(service);
    LocalService next = new LocalService(root);
    ProcessHandle server = next.server(spec);
    next.query(spec, "CREATE TABLE kept AS SELECT 42 AS answer");

    killWithChildren(service);

    assertThat(PidFile.isRunning(server)).isTrue();
    next.provisioner.open();
    assertThat(next.provisioner.deploy(spec, LocalService.PASSWORD)).isFalse();
    assertThat(next.server(spec)).isEqualTo(server);
    assertThat(next.query(spec, "SELECT answer FROM kept")).isEqualTo("42");
    next.close();
    assertThat(PidFile.isRunning(server)).isFalse();
  }

  @Test
  void whatACrashLeftHalfMadeIsMadeAnew() throws Exception {
    InstanceSpec spec = LocalService.spec(UUID.randomUUID(), "half");
    LocalService next = new LocalService(root);
    Process service = ForeignService.start(root, spec.ref().instanceId());
    assertThat(
            Await.until(
                () -> next.folder(spec).exists() && !next.folder(spec).makings().isEmpty(),
                LocalService.WAIT))
        .isTrue();

    service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    List<Path> halves = next.folder(spec).makings();
    assertThat(halves).hasSize(1);
    assertThat(next.found(spec).complete()).isFalse();
    assertThat(next.found(spec).parts()).contains("half-made data").doesNotContain("data");
    assertThat(next.provisioner.deploy(spec, LocalService.PASSWORD)).isTrue();
    assertThat(next.query(spec, "SELECT 1")).isEqualTo("1");
    assertThat(next.folder(spec).makings()).isEmpty();
    assertThat(ServerProcesses.toldOf(halves.getFirst())).isEmpty();
    next.close();
  }

  @Test
  void aHalfMadeOneCanBeRemoved() throws Exception {
    InstanceSpec spec = LocalService.spec("half");
    LocalService service = new LocalService(root);
    Files.createDirectories(service.folder(spec).newMaking());

    assertThat(service.provisioner.findAll()).hasSize(1).noneMatch(found -> found.complete());
    assertThat(service.provisioner.remove(spec.ref(), LocalService.WAIT)).isTrue();
    assertThat(service.provisioner.findAll()).isEmpty();
  }

  @Test
  void aRemovalThatACrashCutShortIsNotOverUntilAllIsGone() throws Exception {
    InstanceSpec spec = LocalService.spec("removed");
    LocalService service = new LocalService(root);
    Path rest =
        Files.createDirectories(root.resolve("removed-" + spec.ref().instanceId() + "/data"));

    assertThat(service.found(spec).complete()).isFalse();
    assertThat(service.provisioner.remove(spec.ref(), LocalService.WAIT)).isTrue();
    assertThat(rest).doesNotExist();
    assertThat(service.provisioner.find(spec.ref())).isEmpty();
  }

  @Test
  void anotherServerThatGotThePidIsNotTakenForOurs() throws Exception {
    InstanceSpec stale;
    List<String> note;
    try (LocalService first = LocalService.opened(root)) {
      stale = first.deployed("stale");
      note = new ArrayList<>(Files.readAllLines(PostmasterFile.of(first.folder(stale).data())));
    }
    Path elsewhere = root.resolve("elsewhere");
    try (LocalService other = LocalService.opened(elsewhere)) {
      InstanceSpec foreign = other.deployed("foreign");
      ProcessHandle foreigner = other.server(foreign);
      note.set(0, Long.toString(foreigner.pid()));
      LocalService second = new LocalService(root);
      Files.write(PostmasterFile.of(second.folder(stale).data()), note);
      assertThat(second.found(stale).parts()).doesNotContain("server");

      second.provisioner.open();
      second.awaitReady(stale);

      assertThat(second.query(stale, "SELECT 1")).isEqualTo("1");
      second.close();
      assertThat(other.server(foreign)).isEqualTo(foreigner);
      assertThat(other.query(foreign, "SELECT 1")).isEqualTo("1");
    } finally {
      LocalService.clear(elsewhere);
    }
  }

  private static void killWithChildren(Process service) throws InterruptedException {
    service.descendants().forEach(ProcessHandle::destroyForcibly);
    service.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
