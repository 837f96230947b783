package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import java.util.Locale;

/// Says in words what a step does.
final class Wording {

  private Wording() {}

  static String does(Step step) {
    String once =
        switch (step.action()) {
          case Action.Command command ->
              "sends %s to %s".formatted(command.command(), command.participant());
          case Action.CoveredBy covered ->
              "is decided by the reply to '%s'".formatted(covered.step());
          case Action.Validate _ -> "records that the input is valid";
          case Action.Publish publish ->
              "publishes %s to %s".formatted(publish.event(), publish.topic());
          case Action.AwaitSignal signal -> "waits for the signal '%s'".formatted(signal.signal());
          case Action.RunSaga child ->
              child.detached()
                  ? "starts the saga '%s' and goes on".formatted(child.definition())
                  : "runs the saga '%s' to its end".formatted(child.definition());
        };
    return step.forEach() == null ? once : once + ", once for each element";
  }

  /// The name of what is sent, published, awaited or run; empty for a step that does neither.
  static String command(Action action) {
    return switch (action) {
      case Action.Command command -> command.command();
      case Action.Publish publish -> publish.event();
      case Action.AwaitSignal signal -> signal.signal();
      case Action.RunSaga child -> child.definition();
      case Action.CoveredBy _, Action.Validate _ -> "";
    };
  }

  /// The name of the command that undoes a step, or of the child saga that is undone.
  static String compensation(Action action) {
    return switch (action) {
      case Action.Command command -> String.valueOf(command.compensation());
      case Action.RunSaga child -> child.definition();
      case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ -> "";
    };
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
