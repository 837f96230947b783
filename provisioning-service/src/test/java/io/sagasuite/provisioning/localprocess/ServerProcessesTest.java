package io.sagasuite.provisioning.localprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerProcessesTest {

  @ParameterizedTest
  @CsvSource({
    "/opt/postgres/bin/postgres, true",
    "/opt/postgres/bin/postgres (deleted), true",
    "/opt/postgres/bin/java, false",
    "/, false",
    "'', false"
  })
  void knowsServersByTheNameOfTheirProgram(String program, boolean postgres) {
    assertThat(ServerProcesses.isPostgres(program)).isEqualTo(postgres);
  }
}
