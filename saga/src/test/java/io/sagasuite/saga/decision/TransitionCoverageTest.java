package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import io.sagasuite.saga.simulation.Journals;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The tables of all that can happen. The journals of simulated sagas, and of a few scenarios that
/// chance rarely finds, have to show all of it and nothing else.
class TransitionCoverageTest {

  private static final int RUNS = 6_000;

  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0, List.of(), List.of());

  private static final String STATUSES =
      """
      RUNNING -> PAUSED, COMPENSATING, COMPLETED, FAILED, PARKED
      PAUSED -> RUNNING, COMPENSATING, COMPLETED
      COMPENSATING -> COMPENSATED, PAUSED, PARKED, RUNNING
      PARKED -> RUNNING, COMPENSATING
      FAILED -> RUNNING, COMPENSATING
      COMPLETED -> COMPENSATING
      COMPENSATED -> COMPENSATING, RUNNING
      """;

  private static final String EXECUTE =
      """
      IDLE -> WAITING, IN_FLIGHT, SUCCEEDED, FAILED, SKIPPED, PARKED
      WAITING -> IN_FLIGHT, SUCCEEDED, FAILED, SKIPPED, PARKED
      IN_FLIGHT -> WAITING, BACKING_OFF, SUCCEEDED, FAILED, SKIPPED, PARKED
      BACKING_OFF -> IN_FLIGHT, SUCCEEDED, FAILED, SKIPPED, PARKED
      FAILED -> IDLE, WAITING, SKIPPED
      SKIPPED -> IDLE, WAITING
      PARKED -> IDLE, SKIPPED
      """;

  private static final String COMPENSATE =
      """
      IDLE -> IN_FLIGHT
      IN_FLIGHT -> BACKING_OFF, SUCCEEDED, PARKED
      BACKING_OFF -> IN_FLIGHT, SUCCEEDED, SKIPPED
      PARKED -> IDLE, SKIPPED
      """;

  private static final String ACTIONS =
      """
      RUNNING: pause, cancel, retry, skip, signal
      PAUSED: resume, cancel, skip, signal
      PAUSED BACK: resume, skip
      COMPENSATING: pause, retry, skip
      PARKED: retry, skip, cancel, signal
      PARKED BACK: retry, skip
      FAILED: retry, skip, compensate
      COMPLETED: compensate
      COMPENSATED: compensate
      """;

  private static final Visited VISITED = new Visited();

  @BeforeAll
  static void visit() {
    Journals.simulate(RUNS, VISITED::read);
    OperatorActionsTest.situations().forEach(TransitionCoverageTest::visitActions);
    rareScenarios().forEach(TransitionCoverageTest::visit);
  }

  private static void visitActions(OperatorActionsTest.Situation situation) {
    for (OperatorAction action : OperatorActionsTest.actionsOn(situation.step())) {
      visit(situation.saga().get().acts(action));
    }
  }

  private static void visit(Scenario scenario) {
    SagaState state = null;
    for (SagaTransition transition : scenario.journal) {
      VISITED.read(scenario.definition(), state, transition);
      state = SagaEvolver.evolve(scenario.definition(), state, transition);
    }
  }

  private static Stream<Scenario> rareScenarios() {
    SagaDefinition rounds =
        saga("rounds")
            .every(Duration.ofSeconds(30), "stop", 20)
            .step("a", s -> s.command("p", "A", "Undo"))
            .build()
            .atVersion(1);
    SagaDefinition pivoted =
        saga("pivoted")
            .step("a", s -> s.command("p", "A").kind(StepKind.PIVOT).retry(ONCE))
            .step("ok", s -> s.signal("ok").timeout(Duration.ofMinutes(1)))
            .step(
                "each",
                s ->
                    s.command("p", "Each")
                        .kind(StepKind.RETRIABLE)
                        .needs("a")
                        .forEach("${input.items}"))
            .step(
                "bounded",
                s ->
                    s.command("p", "Bounded")
                        .kind(StepKind.RETRIABLE)
                        .needs("a")
                        .timeout(Duration.ofSeconds(8))
                        .totalTimeout(Duration.ofSeconds(10))
                        .retry(ONCE.withMaxAttempts(9)))
            .build()
            .atVersion(1);
    return Stream.of(
        Scenario.start(rounds, Map.of()).succeeds("a").pause().signals("stop", Map.of()),
        Scenario.start(pivoted, Map.of())
            .succeeds("a")
            .after(Duration.ofSeconds(8))
            .passes(Duration.ofMillis(1_500))
            .rejects("bounded", "no")
            .after(Duration.ofMinutes(1))
            .succeeds("nowhere"));
  }

  @Test
  void visitsEveryArrowBetweenStatuses() {
    assertThat(VISITED.statuses).isEqualTo(arrows(STATUSES, " -> "));
  }

  @Test
  void visitsEveryArrowOfACommand() {
    assertThat(VISITED.execute).isEqualTo(arrows(EXECUTE, " -> "));
  }

  @Test
  void visitsEveryArrowOfACompensation() {
    assertThat(VISITED.compensate).isEqualTo(arrows(COMPENSATE, " -> "));
  }

  @Test
  void takesEveryActionInEveryStatusThatItFits() {
    assertThat(VISITED.actions).isEqualTo(arrows(ACTIONS, " "));
  }

  @Test
  void seesEveryEvent() {
    assertThat(VISITED.events)
        .isEqualTo(
            Stream.of(SagaEvent.OfStep.class, SagaEvent.OfSaga.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void seesEveryReasonToIgnoreAReply() {
    assertThat(VISITED.ignored)
        .isEqualTo(
            Arrays.stream(SagaEvent.IgnoredReason.values())
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> arrows(String table, String sign) {
    Set<String> arrows = new TreeSet<>();
    for (String line : table.strip().split("\n")) {
      String[] sides = line.split(" -> |: ");
      for (String to : sides[1].split(", ")) {
        arrows.add(sides[0] + sign + to);
      }
    }
    return arrows;
  }
}
