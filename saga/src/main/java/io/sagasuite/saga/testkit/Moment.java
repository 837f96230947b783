package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.OperatorAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A moment at which a person acts on a saga; every action gives back the test that is being
/// written. An action that the saga refuses is an error of the test unless [#mayBeRefused] says
/// otherwise.
public final class Moment {

  private final SagaTest test;
  private final @Nullable Duration at;
  private final List<String> path = new ArrayList<>();
  private boolean mayBeRefused;

  Moment(SagaTest test, @Nullable Duration at) {
    this.test = test;
    this.at = at;
  }

  /// The action is for the saga that this step runs.
  public Moment inChild(String step) {
    path.add(step);
    return this;
  }

  /// The action may be refused; what was said then can be asked of the run.
  public Moment mayBeRefused() {
    mayBeRefused = true;
    return this;
  }

  /// Sends a signal without data.
  public SagaTest signal(String name) {
    return signal(name, Map.of());
  }

  /// Sends a signal.
  public SagaTest signal(String name, Map<String, Object> data) {
    return does(new OperatorAction.SendSignal(name, data));
  }

  /// Holds the saga.
  public SagaTest pause() {
    return does(new OperatorAction.Pause());
  }

  /// Lets a held saga go on.
  public SagaTest resume() {
    return does(new OperatorAction.Resume());
  }

  /// Undoes a saga that has not finished.
  public SagaTest cancel() {
    return does(new OperatorAction.Cancel());
  }

  /// Tries again everything that is parked or has failed.
  public SagaTest retry() {
    return does(new OperatorAction.Retry(null));
  }

  /// Tries a step again.
  public SagaTest retry(String step) {
    return does(new OperatorAction.Retry(step));
  }

  /// Goes on without a step, or without undoing it.
  public SagaTest skip(String step) {
    return does(new OperatorAction.Skip(step, null));
  }

  /// Goes on without a step, which others see with this output.
  public SagaTest skip(String step, Map<String, Object> output) {
    return does(new OperatorAction.Skip(step, output));
  }

  /// Undoes a saga that has finished.
  public SagaTest compensate() {
    return does(new OperatorAction.Compensate(null, null));
  }

  /// Undoes a saga that has finished, from a late step back to an early one, both included.
  public SagaTest compensate(@Nullable String from, @Nullable String to) {
    return does(new OperatorAction.Compensate(from, to));
  }

  private SagaTest does(OperatorAction action) {
    return test.intervene(new Intervention(at, List.copyOf(path), action, mayBeRefused));
  }
}
