package io.sagasuite.saga.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person can do to a saga.
public sealed interface OperatorAction {

  /// The word for it in calls, journal rows and messages.
  String word();

  /// Holds the saga: what is under way is awaited, nothing new is begun.
  record Pause() implements OperatorAction {
    @Override
    public String word() {
      return "pause";
    }
  }

  /// Lets a held saga go on.
  record Resume() implements OperatorAction {
    @Override
    public String word() {
      return "resume";
    }
  }

  /// Undoes a saga that has not finished.
  record Cancel() implements OperatorAction {
    @Override
    public String word() {
      return "cancel";
    }
  }

  /// Tries again what is parked, has failed or waits for its next attempt.
  ///
  /// @param step null = everything of that kind
  record Retry(@Nullable String step) implements OperatorAction {
    @Override
    public String word() {
      return "retry";
    }
  }

  /// Goes on without a step, or without undoing it.
  ///
  /// @param output what others may refer to in the step's place
  record Skip(String step, @Nullable Map<String, Object> output) implements OperatorAction {
    @Override
    public String word() {
      return "skip";
    }
  }

  /// Undoes a saga that has finished, whole or in part.
  ///
  /// @param from where the undoing begins: the step and all that it was built on
  /// @param to where the undoing ends: the step and all that was built on it; both inclusive
  record Compensate(@Nullable String from, @Nullable String to) implements OperatorAction {
    @Override
    public String word() {
      return "compensate";
    }
  }

  /// Tells the saga something that it waits for, or will.
  record SendSignal(String name, Map<String, Object> data) implements OperatorAction {
    @Override
    public String word() {
      return "signal";
    }
  }
}
