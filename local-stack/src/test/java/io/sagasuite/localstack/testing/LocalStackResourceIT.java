package io.sagasuite.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalStackResourceIT {

  @Test
  void givesEveryApplicationOfOneJvmTheSameServers() {
    Map<String, String> first = new LocalStackResource().start();
    Map<String, String> second = new LocalStackResource().start();

    assertThat(second).isEqualTo(first).containsKeys("KAFKA_BOOTSTRAP_SERVERS", "SUITE_DB_PORT");
  }
}
