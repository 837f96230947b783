package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProbeTest {

  @TempDir Path folder;

  @Test
  void refusesAFileThatIsNotThere() {
    refuses(folder.resolve("none"), "cannot be read");
  }

  @Test
  void refusesWhatIsNoKubeconfig() throws IOException {
    refuses(written("a: [b"), "is no kubeconfig");
    refuses(written("just words"), "names no cluster");
  }

  @Test
  void refusesAContextWithoutACluster() throws IOException {
    refuses(
        written(kubeconfig(1).replace("current-context: here", "current-context: there")),
        "names no cluster for its current context");
  }

  @Test
  void refusesAClusterThatDoesNotAnswer() throws IOException {
    int closed = Ports.free(1).getFirst();

    refuses(written(kubeconfig(closed)), "does not answer at https://127.0.0.1:" + closed);
  }

  @Test
  void takesAClusterThatAnswers() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file = written(kubeconfig(server.getLocalPort()));

      assertThatCode(() -> ClusterProbe.require(file)).doesNotThrowAnyException();
    }
  }

  private static void refuses(Path file, String reason) {
    assertThatThrownBy(() -> ClusterProbe.require(file))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--kubeconfig " + file)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private Path written(String content) throws IOException {
    return Files.writeString(folder.resolve("config"), content);
  }

  private static String kubeconfig(int port) {
    return """
    apiVersion: v1
    kind: Config
    current-context: here
    contexts:
    - name: here
      context: {cluster: small, user: me}
    clusters:
    - name: small
      cluster: {server: 'https://127.0.0.1:%d'}
    """
        .formatted(port);
  }
}
