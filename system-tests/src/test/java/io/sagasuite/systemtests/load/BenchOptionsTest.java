package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--orders=0             | --orders must be 1 to 10000000",
        "--runs=0               | --runs must be 1 to 100",
        "--runs=2 --pause=payment | --pause is for one run",
        "--products=0           | --products must be 1 to 10000",
        "--input-kb=901         | --input-kb must be 0 to 900",
        "--pause=kafka          | --pause must be one of inventory, payment, shipping",
        "--pause-seconds=51     | --pause-seconds must be 1 to 50",
        "--history=-1           | --history must be 0 to 10000000",
        "--waiting=x            | Invalid value for option '--waiting'",
        "--overload --rate=10   | --overload is for a closed loop; an open loop expects refusals",
      })
  void refusesWhatMakesNoSense(String arguments, String sentence) {
    StringWriter said = new StringWriter();
    CommandLine command = BenchCommand.commandLine().setErr(new PrintWriter(said, true));

    int status = command.execute(arguments.split(" "));

    assertThat(status).isEqualTo(2);
    assertThat(said.toString()).contains(sentence);
  }
}
