package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One unit of a saga.
///
/// @param needs steps that must be through before this one starts
/// @param when false skips the step, and steps that need it go on as if it had been done; null =
///   run
/// @param input template of the command's, event's or child saga's input
/// @param timing how long it may take and how long it waits before it starts
/// @param retry attempts of the forward command
/// @param compensationRetry attempts of the compensating command, before the saga is parked
/// @param onFailure what a failure for good means to the saga
/// @param priority among steps that are ready when not all may start: higher first
/// @param forEach runs the step once for every element of a list; null = once
/// @param outputs the names that a reply promises; null where the document declares none, so that
///   nothing is known about them
public record Step(
    String name,
    Action action,
    StepKind kind,
    List<String> needs,
    @Nullable Condition when,
    Template input,
    Timing timing,
    RetryPolicy retry,
    RetryPolicy compensationRetry,
    OnFailure onFailure,
    int priority,
    @Nullable ForEach forEach,
    @Nullable Set<String> outputs) {

  /// Attempts of a compensating command where a document says nothing: about four minutes.
  public static final RetryPolicy DEFAULT_COMPENSATION_RETRY =
      RetryPolicy.DEFAULT.withMaxAttempts(12);

  /// How long a step may take.
  ///
  /// @param timeout how long one attempt may stay unanswered before its outcome counts as unknown;
  ///   for a step that waits for a signal, how long it waits; null = until the saga's deadline
  /// @param total how long all attempts together may take; null = no bound of its own
  /// @param delay wait before the step starts once it is ready
  public record Timing(@Nullable Duration timeout, @Nullable Duration total, Duration delay) {

    /// Bound of one attempt where a document says nothing.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /// What holds where a document says nothing.
    public static final Timing DEFAULT = new Timing(DEFAULT_TIMEOUT, null, Duration.ZERO);
  }

  /// A list to run a step over.
  ///
  /// @param items template of the list
  /// @param maxConcurrent how many elements may be under way at once
  public record ForEach(Template items, int maxConcurrent) {

    /// Most elements of one list.
    public static final int ITEMS_MAX = 10_000;

    /// Elements under way at once where a document says nothing.
    public static final int DEFAULT_MAX_CONCURRENT = 50;
  }

  /// True when the step has a command that undoes it.
  public boolean isUndoable() {
    return switch (action) {
      case Action.Command command -> command.compensation() != null;
      case Action.RunSaga child -> !child.detached() && kind == StepKind.COMPENSATABLE;
      case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ -> false;
    };
  }

  /// True when the step sends a command and waits for its reply.
  public boolean sendsCommand() {
    return action instanceof Action.Command || action instanceof Action.RunSaga;
  }

  /// True when the saga cannot complete without it.
  public boolean isRequired() {
    return onFailure == OnFailure.STOP;
  }
}
