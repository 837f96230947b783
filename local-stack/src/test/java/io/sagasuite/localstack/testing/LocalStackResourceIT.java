package io.sagasuite.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalStackResourceIT {

  @Test
  void givesEveryApplicationOfOneJvmTheSameServers() {
    Map<String, String> first = new LocalStackResource().start();
    Map<String, String> second = new LocalStackResource().start();

    assertThat(second).isEqualTo(first).containsKeys("KAFKA_BOOTSTRAP_SERVERS", "SUITE_DB_PORT");
  }

  @Test
  void givesWhatItTakesToHaveInstances() {
    Map<String, String> properties = new LocalStackResource().start();

    assertThat(Path.of(properties.get("suite.sealing.public-key-file"))).isReadable();
    assertThat(Path.of(properties.get("suite.sealing.private-key-file"))).isReadable();
    assertThat(Path.of(properties.get("suite.credentials.token-file"))).isReadable();
    assertThat(Path.of(properties.get("suite.local.postgres-home"), "bin", "initdb"))
        .isExecutable();
    assertThat(properties.get("suite.local.instances-dir")).isNotBlank();
  }
}
