package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.List;

/// One unit of a saga.
///
/// @param needs steps that must have succeeded before this one starts
/// @param input template of the command's or event's input
/// @param timeout how long one attempt may stay unanswered before its outcome counts as unknown
/// @param retry attempts of the forward command
/// @param compensationRetry attempts of the compensating command, before the saga is parked
public record Step(
    String name,
    Action action,
    StepKind kind,
    List<String> needs,
    Template input,
    Duration timeout,
    RetryPolicy retry,
    RetryPolicy compensationRetry) {

  /// Bound of one attempt where a document says nothing.
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /// Attempts of a compensating command where a document says nothing: about four minutes.
  public static final RetryPolicy DEFAULT_COMPENSATION_RETRY =
      RetryPolicy.DEFAULT.withMaxAttempts(12);

  /// True when the step has a command that undoes it.
  public boolean isUndoable() {
    return action instanceof Action.Command command && command.compensation() != null;
  }
}
