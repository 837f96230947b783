package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sagasuite.saga.definition.Selection.InvalidSelectionException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  /// network -> (subnet, rules) -> server -> service; audit stands alone; named shares network's
  /// message.
  private static final SagaDefinition STAGES =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: stages
          rollbackOnFailure: false
          steps:
            named: { coveredBy: { step: network, codes: [taken] } }
            network: { participant: cloud, command: Make }
            subnet: { participant: cloud, command: Make, needs: [network] }
            rules: { participant: cloud, command: Make, needs: [network] }
            server: { participant: cloud, command: Make, needs: [subnet, rules] }
            service: { participant: cloud, command: Make, needs: [server] }
            audit: { participant: cloud, command: Make }
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -       | -       | -      | named network subnet rules server service audit
          subnet  | -       | -      | subnet server service
          -       | server  | -      | network subnet rules server
          subnet  | server  | -      | subnet server
          network | subnet  | -      | network subnet
          server  | server  | -      | server
          -       | -       | rules  | rules
          audit   | -       | -      | audit
          """)
  void keepsBothBounds(String from, String to, String only, String expected) {
    assertThat(Selection.of(STAGES, from, to, only)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          subnt   | -       | -      | from: definition 'stages' has no step 'subnt'; did you mean 'subnet'?
          -       | nowhere | -      | to: definition 'stages' has no step 'nowhere'
          -       | -       | all    | only: definition 'stages' has no step 'all'
          server  | subnet  | -      | to: 'subnet' does not come after 'server', so no step is left to run
          audit   | server  | -      | to: 'server' does not come after 'audit', so no step is left to run
          server  | -       | server | only: chooses one step, so it goes with neither 'from' nor 'to'
          -       | -       | named  | only: 'named' is decided by 'network'; choose that one
          """)
  void refusesAChoiceOfNothing(String from, String to, String only, String sentence) {
    InvalidSelectionException refused =
        catchThrowableOfType(
            InvalidSelectionException.class, () -> Selection.of(STAGES, from, to, only));

    assertThat(refused).hasMessage(sentence);
    assertThat(refused.violations()).hasSize(1);
  }

  @Test
  void leavesOutACoveredStepWhoseMessageIsNotSent() {
    Set<String> chosen = Selection.of(STAGES, "subnet", null, null);

    assertThat(chosen).doesNotContain("named");
  }
}
