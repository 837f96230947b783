package io.sagasuite.provisioning.localprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.localstack.process.Ports;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalInstanceIT {

  @TempDir Path root;

  @AfterEach
  void clear() {
    LocalService.clear(root);
  }

  @Test
  void keepsWhatWasWrittenUntilItIsRemoved() throws SQLException {
    InstanceSpec spec;
    try (LocalService first = LocalService.opened(root)) {
      spec = first.deployed("orders");
      assertThat(first.query(spec, "SELECT version()")).startsWith("PostgreSQL 18");
      first.query(spec, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    LocalService between = new LocalService(root);
    int port = between.port(spec);
    assertThat(Ports.isOpen(port)).isFalse();
    assertThat(between.found(spec).complete()).isFalse();
    assertThat(between.provisioner.hasData(spec.ref())).isTrue();

    try (LocalService second = LocalService.opened(root)) {
      second.awaitReady(spec);
      assertThat(second.query(spec, "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(second.found(spec).complete()).isTrue();
      assertThat(second.found(spec).ref()).isEqualTo(spec.ref());
      assertThat(second.provisioner.hasData(spec.ref())).isTrue();

      assertThat(second.provisioner.remove(spec.ref(), LocalService.WAIT)).isTrue();

      assertThat(second.provisioner.remove(spec.ref(), LocalService.WAIT)).isFalse();
      assertThat(second.folder(spec).exists()).isFalse();
      assertThat(second.provisioner.find(spec.ref())).isEmpty();
      assertThat(second.provisioner.hasData(spec.ref())).isFalse();
      assertThat(Ports.isOpen(port)).isFalse();
    }
  }

  @Test
  void isMadeOnceHoweverOftenItIsAskedFor() throws Exception {
    try (LocalService service = LocalService.opened(root);
        var other = LocalService.opened(root);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      InstanceSpec spec = LocalService.spec("twice");
      Callable<Boolean> here = () -> service.provisioner.deploy(spec, LocalService.PASSWORD);
      Callable<Boolean> there = () -> other.provisioner.deploy(spec, LocalService.PASSWORD);

      List<Future<Boolean>> made = threads.invokeAll(List.of(here, there, here, there));

      assertThat(made.stream().map(Future::resultNow)).containsOnlyOnce(true);
      assertThat(service.folder(spec).makings()).isEmpty();
      assertThat(service.query(spec, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void hasItsOwnPortBesideFourOthers() throws Exception {
    try (LocalService service = LocalService.opened(root);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<InstanceSpec>> five =
          IntStream.range(0, 5)
              .<Callable<InstanceSpec>>mapToObj(i -> () -> service.deployed("many-" + i))
              .toList();

      List<InstanceSpec> specs = threads.invokeAll(five).stream().map(Future::resultNow).toList();

      assertThat(specs.stream().map(service::port).distinct()).hasSize(5);
      for (InstanceSpec spec : specs) {
        assertThat(service.query(spec, "SELECT 1")).isEqualTo("1");
      }
      assertThat(service.provisioner.findAll()).hasSize(5).allMatch(found -> found.complete());
    }
  }

  @Test
  void hasAnotherPortThanOneOfAnotherFolderThatWantsTheSame() throws Exception {
    UUID id = UUID.randomUUID();
    InstanceSpec spec = LocalService.spec(id, "same");
    Path left = root.resolve("left");
    Path right = root.resolve("right");
    try (LocalService one = LocalService.opened(left);
        LocalService two = LocalService.opened(right);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          Stream.of(one, two)
              .<Callable<Boolean>>map(
                  service -> () -> service.provisioner.deploy(spec, LocalService.PASSWORD))
              .toList());

      assertThat(one.port(spec)).isNotEqualTo(two.port(spec));
      assertThat(one.query(spec, "SHOW data_directory")).startsWith(left.toString());
      assertThat(two.query(spec, "SHOW data_directory")).startsWith(right.toString());
    } finally {
      LocalService.clear(left);
      LocalService.clear(right);
    }
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    try (LocalService service = LocalService.opened(root)) {
      InstanceSpec spec = service.deployed("guarded");

      assertThatThrownBy(() -> LocalService.connect(service.port(spec), "wrong"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
      assertThat(
              service.query(
                  spec, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
    }
  }

  @Test
  void showsItsPasswordNowhere() throws Exception {
    try (LocalService service = LocalService.opened(root)) {
      InstanceSpec spec = service.deployed("discreet");
      long pid = service.server(spec).pid();

      for (Path told :
          List.of(Path.of("/proc/" + pid + "/cmdline"), Path.of("/proc/" + pid + "/environ"))) {
        if (Files.exists(told)) {
          assertThat(read(told))
              .doesNotContain(LocalService.PASSWORD.value())
              .doesNotContain("HOME=/");
        }
      }
      try (Stream<Path> files = Files.walk(root)) {
        assertThat(files.filter(Files::isRegularFile))
            .isNotEmpty()
            .noneMatch(file -> read(file).contains(LocalService.PASSWORD.value()));
      }
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(service.folder(spec).path())))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(service.folder(spec).data())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void listensOnTheLoopbackOnlyAndKeepsWhatItCommits() throws Exception {
    try (LocalService service = LocalService.opened(root)) {
      InstanceSpec spec = service.deployed("near");

      assertThat(service.query(spec, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(service.query(spec, "SHOW unix_socket_directories")).isEmpty();
      assertThat(service.query(spec, "SHOW fsync")).isEqualTo("on");
      assertThat(service.query(spec, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(
              NetworkInterface.networkInterfaces()
                  .flatMap(NetworkInterface::inetAddresses)
                  .filter(address -> !address.isLoopbackAddress())
                  .filter(address -> answers(address, service.port(spec))))
          .isEmpty();
    }
  }

  @Test
  void goesToAnotherPortWhenItsOwnIsTaken() throws Exception {
    InstanceSpec spec;
    int before;
    try (LocalService first = LocalService.opened(root)) {
      spec = first.deployed("moved");
      first.query(spec, "CREATE TABLE kept AS SELECT 7 AS answer");
      before = first.port(spec);
    }
    try (var taken = new ServerSocket(before, 1, InetAddress.getByName("127.0.0.1"));
        LocalService second = LocalService.opened(root)) {
      second.awaitReady(spec);

      assertThat(second.port(spec)).isNotEqualTo(taken.getLocalPort());
      assertThat(second.query(spec, "SELECT answer FROM kept")).isEqualTo("7");
    }
  }

  @Test
  void tellsItsLastLinesOldestFirst() {
    try (LocalService service = LocalService.opened(root)) {
      InstanceSpec spec = service.deployed("talkative");

      List<String> lines = service.provisioner.logs(spec.ref(), 2).lines().toList();

      assertThat(lines).hasSize(2);
      assertThat(lines.getLast()).contains("ready to accept connections");
    }
  }

  @Test
  void isHadInTheVersionOfTheProgramsOnly() {
    LocalService service = new LocalService(root);
    InstanceSpec asked = LocalService.spec("versions");

    assertThat(Stream.of("18", "18.6").map(version -> refusalOf(service, asked, version)))
        .containsOnly("none");
    assertThat(
            Stream.of("17", "18.1", "", "latest")
                .map(version -> refusalOf(service, asked, version)))
        .containsOnly("version_not_available");
    assertThatThrownBy(
            () -> service.provisioner.deploy(versioned(asked, "17"), LocalService.PASSWORD))
        .isInstanceOf(ProvisioningException.class);
    assertThat(service.provisioner.findAll()).isEmpty();
  }

  @Test
  void takesNoPasswordOfSeveralLines() {
    LocalService service = new LocalService(root);

    assertThatThrownBy(
            () -> service.provisioner.deploy(LocalService.spec("lines"), new Password("a\nb")))
        .isInstanceOfSatisfying(
            ProvisioningException.class,
            e -> assertThat(e.kind()).isEqualTo(ProvisioningException.Kind.REJECTED));
  }

  private static String refusalOf(LocalService service, InstanceSpec asked, String version) {
    return service
        .provisioner
        .refusal(versioned(asked, version))
        .map(ProvisioningException::code)
        .orElse("none");
  }

  private static InstanceSpec versioned(InstanceSpec spec, String version) {
    return new InstanceSpec(spec.ref(), version, 1, false, null);
  }

  private static boolean answers(InetAddress address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException goneMeanwhile) {
      return "";
    }
  }
}
