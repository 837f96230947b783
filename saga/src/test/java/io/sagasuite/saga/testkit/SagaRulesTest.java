package io.sagasuite.saga.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The rules that hold for every run are broken on purpose, one by one, in a journal that was good:
/// a rule that no journal can break would prove nothing.
class SagaRulesTest {

  private static final SagaDefinition CHAIN =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: chain
          steps:
            low: { participant: p, command: DoLow, compensation: UndoLow }
            high: { participant: p, command: DoHigh, compensation: UndoHigh, needs: [low] }
            last: { participant: p, command: DoLast, kind: pivot, needs: [high] }
          """);

  private static final SagaEvent.StepStarted UNDOES_LOW =
      new SagaEvent.StepStarted("low", Direction.COMPENSATE, 1, null, null);

  private final World world = new World(CHAIN, Map.of(), script(), Disturbance.NONE);
  private final TestSaga saga = world.start(CHAIN, Map.of(), null);

  SagaRulesTest() {
    world.play(saga, List.of(), null);
  }

  private static Script script() {
    Script script = new Script();
    Behaviour rejects = Behaviour.rejects("no");
    Behaviour succeeds = Behaviour.succeeds();
    script.add(new Script.Rule(new Script.Target("p", null, null, null, null), List.of(succeeds)));
    script.add(
        new Script.Rule(new Script.Target("p", "DoLast", null, null, null), List.of(rejects)));
    return script;
  }

  private void check() {
    SagaRules.check(saga, world.transcript);
  }

  private void broken(UnaryOperator<SagaEvent> change, String says) {
    saga.journal.replaceAll(row ->
        new SagaTransition(
            row.sagaId(),
            row.definition(),
            row.version(),
            row.status(),
            row.at(),
            row.trigger(),
            row.events().stream().map(change).toList()));
    assertThatThrownBy(this::check).isInstanceOf(AssertionError.class).hasMessageContaining(says);
  }

  private static SagaEvent.StepStarted isUndoOf(SagaEvent event, String step) {
    return event instanceof SagaEvent.StepStarted started
            && started.direction() == Direction.COMPENSATE
            && started.step().equals(step)
        ? started
        : null;
  }

  @Test
  void findNothingInAGoodJournal() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void findAStepUndoneBeforeWhatWasBuiltOnIt() {
    broken(
        event -> isUndoOf(event, "high") != null ? UNDOES_LOW : event,
        "'low' is undone after all that needs it, but was high");
  }

  @Test
  void findAnEffectThatWasLeft() {
    broken(
        event ->
            event instanceof SagaEvent.StepCompensated undone && undone.step().equals("low")
                ? new SagaEvent.DeadlineMissed()
                : event,
        "left nothing undone, but was [low]");
  }

  @Test
  void findNewWorkOfASagaThatGoesBack() {
    broken(
        event ->
            isUndoOf(event, "low") != null
                ? new SagaEvent.StepStarted("last", Direction.EXECUTE, 2, null, null)
                : event,
        "a saga that goes back does nothing new");
  }

  @Test
  void findWhatIsUndoneButWasNeverBegun() {
    broken(
        event ->
            event instanceof SagaEvent.StepStarted started && started.step().equals("low")
                ? started.direction() == Direction.EXECUTE
                    ? new SagaEvent.DeadlineMissed()
                    : started
                : event,
        "what is undone had been begun, but was low");
  }

  @Test
  void findASagaThatTurnsBehindItsPivot() {
    broken(
        event ->
            event instanceof SagaEvent.StepFailed
                ? new SagaEvent.StepSucceeded("last", Map.of())
                : event,
        "no saga goes back behind its pivot");
  }

  @Test
  void findAJournalThatDoesNotFoldToTheState() {
    broken(
        event ->
            event instanceof SagaEvent.StepSucceeded done && done.step().equals("low")
                ? new SagaEvent.StepSucceeded("low", Map.of("id", 1))
                : event,
        "does not fold to its state");
  }

  @Test
  void findAJournalWithAGap() {
    saga.journal.remove(1);
    assertThatThrownBy(this::check).hasMessageContaining("version of chain: expected 2");
  }
}
