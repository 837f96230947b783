package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that does not come up says why, and leaves no process behind.
class ApiServerTest {

  private static final String JAVA =
      ProcessHandle.current().info().command().orElseThrow().replace(" ", "\\ ");
  private static final String CLASSES = "target/test-classes";

  @TempDir Path assets;
  @TempDir Path dir;

  @Test
  void namesTheProgramThatIsMissing() {
    assertThatThrownBy(() -> new ApiServer(assets, dir))
        .hasMessage("KUBEBUILDER_ASSETS: there is no program " + assets.resolve("etcd"));
  }

  @Test
  void showsWhatAProgramSaidThatEnded() throws IOException {
    program("etcd", "echo no room left; exit 3");

    assertThatThrownBy(() -> new ApiServer(assets, dir))
        .hasMessage("etcd has ended:\nno room left");
  }

  @Test
  void endsTheStoreWhenTheServerDoesNotComeUp() throws IOException {
    program("etcd", "exec %s -cp '%s' '%s' \"$@\"".formatted(JAVA, CLASSES, Store.class.getName()));
    program("kube-apiserver", "echo \"unknown flag: $1\"; exit 1");

    assertThatThrownBy(() -> new ApiServer(assets, dir))
        .hasMessageContaining("kube-apiserver has ended:\nunknown flag: --etcd-servers=http://");

    assertThat(children()).noneMatch(child -> child.contains(dir.resolve("store").toString()));
  }

  private static Stream<String> children() {
    return ProcessHandle.current()
        .descendants()
        .map(child -> String.join(" ", child.info().commandLine().orElse("")));
  }

  private void program(String name, String body) throws IOException {
    Path script = Files.writeString(assets.resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  /// Listens where a store is told to, and does nothing more.
  static final class Store {

    private Store() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
      String clients =
          Stream.of(arguments)
              .filter(argument -> argument.startsWith("--listen-client-urls="))
              .findFirst()
              .orElseThrow();
      int port = Integer.parseInt(clients.substring(clients.lastIndexOf(':') + 1));
      try (var listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        Thread.sleep(Duration.ofMinutes(5));
      }
    }
  }
}
