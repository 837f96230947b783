package io.sagasuite.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.orchestrator.testing.Golden;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredStateGoldenTest {

  static Stream<SagaState> states() {
    return Stream.of(SampleSagas.refusedAndUndone(), SampleSagas.fulfilled())
        .flatMap(List::stream)
        .map(Decision::state);
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyStateComesBackAsItWas(SagaState state) {
    String text = SagaStateCodec.encode(state);

    SagaState back = SagaStateCodec.decode(text, JsonTree.mapOf(JsonTree.textOf(state.input())));

    assertThat(back).isEqualTo(state);
    assertThat(SagaStateCodec.encode(back)).isEqualTo(text);
  }

  @Test
  void storedStatesStayReadable() {
    Golden.check("saga-states.jsonl", lines(SampleSagas.refusedAndUndone()));
  }

  @Test
  void statesWithFullNamesAndTimesSinceTheEpochStayReadable() throws IOException {
    List<String> stored =
        Files.readAllLines(Path.of("src/test/resources/golden/saga-states-full-names.jsonl"));
    List<SagaState> states = SampleSagas.refusedAndUndone().stream().map(Decision::state).toList();

    assertThat(stored).hasSameSizeAs(states);
    for (int i = 0; i < stored.size(); i++) {
      assertThat(SagaStateCodec.decode(stored.get(i), states.get(i).input()))
          .isEqualTo(states.get(i));
    }
  }

  private static String lines(List<Decision> decisions) {
    return decisions.stream()
        .map(decision -> SagaStateCodec.encode(decision.state()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void journalEventsKeepTheirPublicForm() {
    Golden.check("journal-events.jsonl", events(SampleSagas.refusedAndUndone()));
    Golden.check("journal-events-fulfilled.jsonl", events(SampleSagas.fulfilled()));
  }

  private static String events(List<Decision> decisions) {
    return decisions.stream()
        .map(decision -> SagaEventCodec.encode(decision.transition().events()))
        .collect(Collectors.joining("\n"));
  }
}
