package io.sagasuite.saga.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One saga driven by hand: each call is a trigger, and what it caused can be asked for.
final class Scenario {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final List<SagaTransition> journal = new ArrayList<>();
  private final SagaDefinition definition;
  private Instant now = START;
  private Decision last;

  private Scenario(SagaDefinition definition) {
    this.definition = definition;
  }

  static Scenario start(SagaDefinition definition, Map<String, Object> input) {
    Scenario scenario = new Scenario(definition);
    return scenario.take(
        new SagaInput.StartSaga(
            new UUID(1, 2), "key", Map.of(), "00-aa-bb-00", input, scenario.now));
  }

  Scenario succeeds(String step, Map<String, Object> output) {
    return replies(step, Direction.EXECUTE, new Outcome.Succeeded(output));
  }

  Scenario succeeds(String step) {
    return succeeds(step, Map.of());
  }

  Scenario rejects(String step, String code) {
    return replies(step, Direction.EXECUTE, new Outcome.Rejected(code, code));
  }

  Scenario fails(String step, String code) {
    return replies(step, Direction.EXECUTE, new Outcome.Failed(code, code));
  }

  Scenario undoes(String step) {
    return replies(step, Direction.COMPENSATE, new Outcome.Succeeded(Map.of()));
  }

  Scenario failsToUndo(String step) {
    return replies(step, Direction.COMPENSATE, new Outcome.Failed("busy", "busy"));
  }

  /// Answers the current attempt.
  Scenario replies(String step, Direction direction, Outcome outcome) {
    StepState state = state().step(step);
    int attempt = state == null ? 1 : state.leg(direction).attempt();
    return replies(step, direction, attempt, outcome);
  }

  Scenario replies(String step, Direction direction, int attempt, Outcome outcome) {
    return take(new SagaInput.ReplyReceived(step, direction, attempt, outcome, now));
  }

  Scenario after(Duration wait) {
    now = now.plus(wait);
    return take(new SagaInput.DueTimeReached(now));
  }

  /// Lets time pass until the saga asks for attention.
  Scenario whenDue() {
    now = state().nextDueAt();
    return take(new SagaInput.DueTimeReached(now));
  }

  Scenario cancel() {
    return acts(new OperatorAction.Cancel());
  }

  Scenario acts(OperatorAction action) {
    return take(new SagaInput.OperatorActs(action, "ada", "changed my mind", now));
  }

  Scenario signals(String name, Map<String, Object> data) {
    return acts(new OperatorAction.SendSignal(name, data));
  }

  /// A moment, by the seconds since the saga began.
  static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  /// A saga that another one runs, or undoes before it was run.
  static Scenario startChild(
      SagaDefinition definition, SagaState.Parent parent, SagaState.Asked asked) {
    Scenario scenario = new Scenario(definition);
    return scenario.take(
        new SagaInput.StartSaga(
            new UUID(3, 4), null, Map.of(), null, Map.of(), null, parent, asked, START));
  }

  /// The parent asks for something, perhaps not for the first time.
  Scenario asked(Direction direction, int attempt) {
    return take(new SagaInput.ParentAsks(new SagaState.Asked(direction, attempt), now));
  }

  /// What the saga answers to its parent.
  SendReply reply() {
    return last.reply();
  }

  /// Starts the given steps only, with what earlier parts had put out.
  static Scenario startPart(SagaDefinition definition, SagaInput.Part part) {
    Scenario scenario = new Scenario(definition);
    return scenario.take(
        new SagaInput.StartSaga(
            new UUID(1, 2), "key", Map.of(), null, Map.of(), part, null, null, START));
  }

  /// The participant cannot tell whether the command took effect.
  Scenario cannotTell(String step) {
    return replies(step, Direction.EXECUTE, new Outcome.Unknown("lost", "no answer"));
  }

  /// The participant waits for something first.
  Scenario waitsFor(String step, String signal) {
    return replies(step, Direction.EXECUTE, new Outcome.Waiting(signal, "not yet"));
  }

  Scenario pause() {
    return acts(new OperatorAction.Pause());
  }

  Scenario resume() {
    return acts(new OperatorAction.Resume());
  }

  Scenario retry(String step) {
    return acts(new OperatorAction.Retry(step));
  }

  Scenario skip(String step) {
    return acts(new OperatorAction.Skip(step, null));
  }

  Scenario compensate(String from, String to) {
    return acts(new OperatorAction.Compensate(from, to));
  }

  /// The last action was refused with this in its sentence, and changed nothing.
  Scenario refused(String sentence) {
    assertThat(rejection()).contains(sentence);
    assertThat(last.changes()).as("a refused action changes nothing").isFalse();
    assertThat(last.commands()).isEmpty();
    return this;
  }

  /// The journal tells the whole story: its fold is the state.
  Scenario folds() {
    SagaState folded = null;
    for (SagaTransition transition : journal) {
      folded = SagaEvolver.evolve(definition, folded, transition);
    }
    assertThat(folded).isEqualTo(state());
    return this;
  }

  Instant now() {
    return now;
  }

  /// Time passes, and the saga is not looked at.
  Scenario passes(Duration wait) {
    now = now.plus(wait);
    return this;
  }

  Scenario take(SagaInput input) {
    now = input.now();
    last = SagaDecider.decide(definition, last == null ? null : last.state(), input);
    if (last.changes()) {
      journal.add(last.transition());
    }
    return this;
  }

  SagaState state() {
    return last.state();
  }

  Decision decision() {
    return last;
  }

  SagaDefinition definition() {
    return definition;
  }

  String rejection() {
    return last.rejection();
  }

  List<SagaEvent> events() {
    return last.changes() ? last.transition().events() : List.of();
  }

  List<SendCommand> commands() {
    return last.commands();
  }

  Scenario sends(String... commands) {
    assertThat(last.commands())
        .extracting(c -> c.command() + " " + c.step() + "#" + c.attempt())
        .containsExactlyInAnyOrder(commands);
    return this;
  }

  Scenario is(SagaStatus status) {
    assertThat(state().status()).isEqualTo(status);
    return this;
  }

  Scenario is(String step, StepStatus status) {
    assertThat(state().step(step).status()).as(step).isEqualTo(status);
    return this;
  }
}
