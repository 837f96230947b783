package io.sagasuite.orchestrator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saga's account: one entry per step, in the order in which the steps depend on each other.
///
/// @param reason why the saga turned, null while it goes forward
/// @param turnedBy the step that turned the saga, null when none did
public record Ledger(
    UUID sagaId,
    String definition,
    int definitionVersion,
    String status,
    @Nullable String reason,
    @Nullable String turnedBy,
    @Nullable String failure,
    List<Entry> steps) {

  /// What a step leaves in the world.
  public enum Left {
    /// It never took effect.
    NONE,
    /// It took effect and will be undone, or its saga goes on.
    EFFECTIVE,
    /// It took effect and was undone.
    UNDONE,
    /// It may have taken effect: no answer came.
    UNKNOWN,
    /// It took effect and stays, because the saga has ended or nothing undoes it.
    KEPT;

    /// The word used in views.
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One step.
  ///
  /// @param done the command, or what the step is decided by
  /// @param undone the compensating command, null when there is none
  /// @param notUndoneBecause why an effect was not undone; null when it was, or none was needed
  /// @param waitsFor what the step waits for, null when for nothing
  /// @param until when that wait is looked at again
  /// @param notes late, second and foreign replies
  public record Entry(
      String step,
      List<String> needs,
      String done,
      String status,
      int attempts,
      @Nullable String undone,
      @Nullable String undoStatus,
      int undoAttempts,
      String left,
      @Nullable String notUndoneBecause,
      @Nullable String waitsFor,
      @Nullable Instant until,
      List<String> notes) {}
}
