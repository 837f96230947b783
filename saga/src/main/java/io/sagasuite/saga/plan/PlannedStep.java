package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of a dry run.
///
/// @param does what happens, as a sentence for people
/// @param participant who would get a command; null for a step that sends none
/// @param command what it would be told, or the event, signal or child saga by name
/// @param input rendered as far as it is known; what is not yet known stands there as its reference
/// @param when the step's condition, null when it always runs
/// @param forEach the list that the step runs over, null when it runs once
/// @param timeout bound of one attempt, null for none
/// @param compensation what would undo it, null for nothing
public record PlannedStep(
    String step,
    StepKind kind,
    List<String> needs,
    String does,
    @Nullable String participant,
    @Nullable String command,
    Map<String, Object> input,
    @Nullable PlannedCondition when,
    @Nullable PlannedFanOut forEach,
    Duration delay,
    @Nullable Duration timeout,
    @Nullable String compensation) {

  /// A condition and what it comes to.
  ///
  /// @param holds null when that depends on what earlier steps will do
  /// @param problem why it cannot be decided although everything it asks for is known; null for
  ///   none
  public record PlannedCondition(String text, @Nullable Boolean holds, @Nullable String problem) {}

  /// The elements that a step runs over.
  ///
  /// @param count null when the list is not known yet
  public record PlannedFanOut(@Nullable Integer count, int maxConcurrent) {}
}
