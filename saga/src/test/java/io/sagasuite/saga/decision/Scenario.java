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
    return replies(step, direction, state().step(step).leg(direction).attempt(), outcome);
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

  Instant now() {
    return now;
  }

  /// Time passes, and the saga is not looked at.
  Scenario passes(Duration wait) {
    now = now.plus(wait);
    return this;
  }

  private Scenario take(SagaInput input) {
    last = SagaDecider.decide(definition, last == null ? null : last.state(), input);
    if (last.changes()) {
      journal.add(last.transition());
    }
    return this;
  }

  SagaState state() {
    return last.state();
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
