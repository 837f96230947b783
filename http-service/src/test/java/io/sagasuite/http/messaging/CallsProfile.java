package io.sagasuite.http.messaging;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Secrets in both places, one host that may be called, and a log that can be read again.
public final class CallsProfile implements QuarkusTestProfile {

  /// Has all characters that some writing escapes.
  static final String CANARY = "kanarie/Zw1\"é &+=\\vogel%";

  static final String FILED = "filed-4b7e21c9";
  static final Path LOG = Path.of("target", "calls-it.log");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "suite.http.secrets-dir", secrets().toString(),
        "suite.http.secrets.configured", "configured-19ac83",
        "suite.http.secrets.filed", "the file wins",
        "suite.http.allowed-hosts", "127.0.0.1",
        "suite.http.calls-max", "12",
        "suite.http.calls-per-host-max", "8",
        "quarkus.otel.traces.sampler.arg", "1.0",
        "quarkus.log.file.enabled", "true",
        "quarkus.log.file.path", LOG.toString(),
        "quarkus.log.category.\"io.sagasuite\".level", "DEBUG");
  }

  private static Path secrets() {
    try {
      Path folder = Path.of("target", "secrets").toAbsolutePath();
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("canary"), CANARY + "\n");
      Files.writeString(folder.resolve("filed"), FILED);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
