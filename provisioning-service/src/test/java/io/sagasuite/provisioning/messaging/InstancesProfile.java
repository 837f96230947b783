package io.sagasuite.provisioning.messaging;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.sagasuite.provisioning.sealing.TestSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A key, a token, and a log that can be read again.
public final class InstancesProfile implements QuarkusTestProfile {

  static final String TOKEN = "token-5f0c1a";
  static final Path LOG = Path.of("target", "instances-it.log");
  private static final Path KEYS = Path.of("target", "keys").toAbsolutePath();

  /// Seals for the service under test.
  static TestSeal door() {
    return TestSeal.in(KEYS);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "suite.sealing.private-key-file", door().privateKey().toString(),
        "suite.credentials.token-file", token().toString(),
        "suite.drift.grace", "PT2M",
        "quarkus.otel.traces.sampler.arg", "1.0",
        "quarkus.log.file.enabled", "true",
        "quarkus.log.file.path", LOG.toString(),
        "quarkus.log.category.\"io.sagasuite\".level", "DEBUG");
  }

  private static Path token() {
    try {
      Files.createDirectories(KEYS);
      return Files.writeString(KEYS.resolve("token"), TOKEN + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
