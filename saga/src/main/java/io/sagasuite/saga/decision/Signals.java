package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Signal;
import io.sagasuite.saga.definition.Action;
import org.jspecify.annotations.Nullable;

/// How signals reach what waits for them. One that comes too early is kept until it is waited for.
final class Signals {

  /// Most signals that a saga keeps unread.
  static final int UNREAD_MAX = 100;

  private Signals() {}

  /// Every step that waits for the signal goes on.
  static void received(Turn turn, Signal signal) {
    turn.emit(new SagaEvent.SignalReceived(signal.name(), signal.data()));
    boolean consumed = false;
    for (StepState step : turn.state().steps()) {
      if (signal.name().equals(awaited(step))) {
        release(turn, step.name(), signal);
        consumed = true;
      }
    }
    if (consumed) {
      turn.emit(new SagaEvent.SignalConsumed(signal.name()));
    }
  }

  /// The step goes on if its signal has come already.
  static void deliver(Turn turn, String name) {
    Signal unread = unread(turn, awaited(turn.step(name)));
    if (unread != null) {
      turn.emit(new SagaEvent.SignalConsumed(unread.name()));
      release(turn, name, unread);
    }
  }

  /// The oldest signal of that name that nothing has read.
  static @Nullable Signal unread(Turn turn, @Nullable String name) {
    return turn.state().signals().stream()
        .filter(signal -> signal.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String awaited(StepState step) {
    return step.execute().awaitsSignal() ? step.execute().signal() : null;
  }

  /// A command waits for a free place, and for a held saga to be resumed.
  private static void release(Turn turn, String name, Signal signal) {
    if (turn.definitionOf(name).action() instanceof Action.AwaitSignal) {
      Settling.succeed(turn, name, signal.data());
    } else {
      turn.emit(new SagaEvent.StepWaiting(name, null, null));
    }
  }
}
