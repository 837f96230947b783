package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SuiteCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "up --port-offset x",
        "up --port-offset -1",
        "up --orchestrators 0",
        "up --trace-ratio 2",
        "up --trace-ratio NaN",
        "status --xml",
        "down everything"
      })
  void answersAMistakeWithOneLineAndStatusTwo(String line) {
    var errors = new StringWriter();
    CommandLine command = SuiteCommand.commandLine().setErr(new PrintWriter(errors, true));

    int status = command.execute(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(errors.toString().lines()).hasSize(1);
  }

  @Test
  void namesAKubeconfigThatIsNotThereInOneLine() {
    var errors = new StringWriter();
    CommandLine command = SuiteCommand.commandLine().setErr(new PrintWriter(errors, true));

    int status = command.execute("up", "--port-offset", "39999", "--kubeconfig", "/none/such");

    assertThat(status).isEqualTo(1);
    assertThat(errors.toString().lines()).containsExactly("--kubeconfig /none/such cannot be read");
  }
}
