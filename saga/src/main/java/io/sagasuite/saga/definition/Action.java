package io.sagasuite.saga.definition;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a step does when its turn comes.
public sealed interface Action {

  /// Sends a command to a participant and waits for its reply.
  ///
  /// @param compensation the command that undoes it; null when there is nothing to undo
  /// @param compensationInput template of the compensating command's input, which may refer to the
  ///   step's own `output`; null = the same input as the command's
  record Command(
      String participant,
      String command,
      @Nullable String compensation,
      @Nullable Template compensationInput)
      implements Action {}

  /// Is decided by another step's reply, so that two steps cost one message: it fails when that
  /// step is rejected with one of `codes` and succeeds when the participant got past it.
  record CoveredBy(String step, Set<String> codes) implements Action {}

  /// Records that the saga's input was valid; input is checked before a saga exists.
  record Validate() implements Action {}

  /// Publishes an event through the journal: never lost, and no failure of the saga.
  record Publish(String event, String topic) implements Action {}

  /// Waits until somebody sends the signal; its data is the step's output.
  record AwaitSignal(String signal) implements Action {}

  /// Runs a saga of another definition. The child's output is the step's output, and undoing the
  /// step undoes the child.
  ///
  /// @param detached the step is done as soon as the child exists, and nothing is ever undone
  record RunSaga(String definition, boolean detached) implements Action {}
}
