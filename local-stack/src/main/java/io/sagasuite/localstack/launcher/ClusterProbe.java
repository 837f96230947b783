package io.sagasuite.localstack.launcher;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out, before anything is started, whether there is a cluster behind a kubeconfig: a service
/// that waits for one says so much later and at greater length.
final class ClusterProbe {

  private static final int CONNECT_TIMEOUT_MS = 3_000;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ClusterProbe() {}

  /// Refuses a file that is not there, is none, or leads nowhere.
  static void require(Path kubeconfig) {
    if (!Files.isRegularFile(kubeconfig) || !Files.isReadable(kubeconfig)) {
      throw new StackException("--kubeconfig " + kubeconfig + " cannot be read");
    }
    URI server = server(kubeconfig);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), port(server)), CONNECT_TIMEOUT_MS);
    } catch (IOException e) {
      throw new StackException(
          "the cluster of --kubeconfig %s does not answer at %s: %s"
              .formatted(kubeconfig, server, oneLine(e)));
    }
  }

  /// Where the cluster of the current context answers.
  private static URI server(Path kubeconfig) {
    try {
      JsonNode config = YAML.readTree(Files.readString(kubeconfig));
      JsonNode context =
          named(config.path("contexts"), config.path("current-context").asText()).path("context");
      JsonNode cluster =
          named(config.path("clusters"), context.path("cluster").asText()).path("cluster");
      URI server = URI.create(cluster.path("server").asText());
      if (server.getHost() != null) {
        return server;
      }
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new StackException("--kubeconfig %s is no kubeconfig".formatted(kubeconfig));
    } catch (IOException e) {
      throw new StackException("--kubeconfig %s cannot be read".formatted(kubeconfig));
    }
    throw new StackException(
        "--kubeconfig %s names no cluster for its current context".formatted(kubeconfig));
  }

  private static JsonNode named(JsonNode entries, String name) {
    for (JsonNode entry : entries) {
      if (entry.path("name").asText().equals(name)) {
        return entry;
      }
    }
    return entries.path(name);
  }

  private static int port(URI server) {
    if (server.getPort() >= 0) {
      return server.getPort();
    }
    return "http".equals(server.getScheme()) ? HTTP_PORT : HTTPS_PORT;
  }

  private static String oneLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
  }
}
