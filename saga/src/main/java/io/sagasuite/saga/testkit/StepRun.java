package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.StepStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one step of a test's saga went, and what can be expected of it. Of a recurring saga, its
/// last round.
public final class StepRun {

  private final TestSaga saga;
  private final StepState state;
  private final Expected expected;

  StepRun(TestSaga saga, StepState state, Expected expected) {
    this.saga = saga;
    this.state = state;
    this.expected = expected;
  }

  /// Expects the status.
  public StepRun is(StepStatus status) {
    expected.same("status of " + state.name(), status, state.status());
    return this;
  }

  /// Expects that it failed for good with this code.
  public StepRun failedWith(String code) {
    Failure failure = state.execute().failure();
    expected.same("failure code of " + state.name(), code, failure == null ? null : failure.code());
    return this;
  }

  /// Expects this many attempts.
  public StepRun attempts(int count) {
    expected.same("attempts of " + state.name(), count, sent(Direction.EXECUTE).size());
    return this;
  }

  /// Expects its attempts at exactly these times since the saga's start.
  public StepRun attemptedAt(Duration... times) {
    expected.same("attempts of " + state.name(), Arrays.asList(times), times(Direction.EXECUTE));
    return this;
  }

  /// Expects this many attempts to undo it.
  public StepRun undoAttempts(int count) {
    expected.same("attempts to undo " + state.name(), count, sent(Direction.COMPENSATE).size());
    return this;
  }

  /// Expects the attempts to undo it at exactly these times since the saga's start.
  public StepRun undoneAt(Duration... times) {
    expected.same(
        "attempts to undo " + state.name(), Arrays.asList(times), times(Direction.COMPENSATE));
    return this;
  }

  /// Expects exactly this input in its command.
  public StepRun received(Map<String, Object> input) {
    expected.same("input of " + state.name(), input, last(Direction.EXECUTE).command().input());
    return this;
  }

  /// Expects exactly this output of the step.
  public StepRun answered(Map<String, Object> output) {
    expected.same("output of " + state.name(), output, state.output());
    return this;
  }

  /// Expects exactly this input and this output of the step in the command that undoes it; no
  /// output where the step never answered.
  public StepRun undoneWith(Map<String, Object> input, @Nullable Map<String, Object> output) {
    Sent undo = last(Direction.COMPENSATE);
    expected.same("input of the undoing of " + state.name(), input, undo.command().input());
    expected.same("output that undoes " + state.name(), output, undo.command().output());
    return this;
  }

  private Sent last(Direction direction) {
    List<Sent> sent = sent(direction);
    if (sent.isEmpty()) {
      throw expected.error(
          "no command was sent to %s '%s'".formatted(direction.wire(), state.name()));
    }
    return sent.getLast();
  }

  private List<Duration> times(Direction direction) {
    return sent(direction).stream()
        .map(sent -> Duration.between(saga.state().createdAt(), sent.at()))
        .toList();
  }

  private List<Sent> sent(Direction direction) {
    return saga.sent.stream()
        .filter(sent -> sent.command().direction() == direction)
        .filter(sent -> isOfStep(StepName.of(sent.command().step())))
        .toList();
  }

  private boolean isOfStep(StepName name) {
    return name.element().equals(state.name()) && name.round() == saga.state().round();
  }
}
