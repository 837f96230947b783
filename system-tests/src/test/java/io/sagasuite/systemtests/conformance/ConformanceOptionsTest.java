package io.sagasuite.systemtests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConformanceOptionsTest {

  private static final List<String> NEEDED =
      List.of("--command=x", "--participant=p", "--execute=Do", "--compensate=Undo");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--participant=a/b      | --participant must be a plain name",
        "--patience=0           | --patience must be 1 to 600",
        "--input=[]             | --input is no JSON object",
        "--rejected-input=nope  | --rejected-input is no JSON object",
        "--dir=/no/such/folder  | --dir names no folder",
        "--check=nonsense       | no check is called 'nonsense'; there are answers-once",
      })
  void refusesWhatMakesNoSense(String option, String sentence) {
    List<String> arguments = new ArrayList<>(NEEDED);
    arguments.removeIf(needed -> needed.split("=")[0].equals(option.split("=")[0]));
    arguments.add(option);
    StringWriter said = new StringWriter();
    CommandLine command = ConformanceCommand.commandLine().setErr(new PrintWriter(said, true));

    int status = command.execute(arguments.toArray(String[]::new));

    assertThat(status).isEqualTo(2);
    assertThat(said.toString()).contains(sentence);
  }

  @Test
  void checksHaveNamesOfTheirOwn() {
    assertThat(Kit.checks()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(Check.all()).allMatch(check -> !check.why().isBlank());
  }
}
