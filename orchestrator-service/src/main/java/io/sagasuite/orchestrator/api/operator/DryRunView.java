package io.sagasuite.orchestrator.api.operator;

import io.sagasuite.orchestrator.runtime.SagaActions.Tried;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.plan.UndoPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an action would do to a saga as it now is. Nothing of it has happened.
///
/// @param status as it is
/// @param statusAfter as it would be; the same when the action would be refused
/// @param rejection why the action would be refused, null when it would not be
/// @param commands what would leave at once
/// @param undo everything that would be undone, batch by batch, each after what was built on it
/// @param undoCount how many effects that are; `undo` shows the first of very many only
public record DryRunView(
    UUID sagaId,
    String action,
    String status,
    String statusAfter,
    @Nullable String rejection,
    List<CommandView> commands,
    List<List<UndoView>> undo,
    int undoCount) {

  static final int SHOWN_MAX = 1_000;

  /// A command that would be sent.
  public record CommandView(
      String step,
      String direction,
      int attempt,
      String participant,
      String command,
      Map<String, Object> input) {

    static CommandView of(SendCommand command) {
      return new CommandView(
          command.step(),
          command.direction().wire(),
          command.attempt(),
          command.participant(),
          command.command(),
          command.input());
    }
  }

  /// An effect that would be undone.
  ///
  /// @param output what the step had put out, null when it never answered
  /// @param awaited the step is still under way, and undone only if it took effect
  /// @param parked its undoing failed for good before and waits for a person
  public record UndoView(
      String step,
      String participant,
      String command,
      Map<String, Object> input,
      @Nullable Map<String, Object> output,
      boolean awaited,
      boolean parked) {

    static UndoView of(UndoPlan.Undo undo) {
      SendCommand command = undo.command();
      return new UndoView(
          undo.step(),
          command.participant(),
          command.command(),
          command.input(),
          command.output(),
          undo.awaited(),
          undo.parked());
    }
  }

  static DryRunView of(Tried tried, OperatorActs input) {
    SagaState after = tried.decision().state();
    boolean rejected = tried.decision().rejection() != null;
    boolean undoes = !rejected && after.status() == SagaStatus.COMPENSATING;
    UndoPlan plan = undoes ? UndoPlan.of(tried.definition(), after) : new UndoPlan(List.of());
    return new DryRunView(
        after.sagaId(),
        input.action().word(),
        tried.before().status().wire(),
        after.status().wire(),
        tried.decision().rejection(),
        tried.decision().commands().stream().limit(SHOWN_MAX).map(CommandView::of).toList(),
        shown(plan),
        plan.size());
  }

  private static List<List<UndoView>> shown(UndoPlan plan) {
    List<List<UndoView>> batches = new ArrayList<>();
    int room = SHOWN_MAX;
    for (List<UndoPlan.Undo> batch : plan.batches()) {
      if (room > 0) {
        batches.add(batch.stream().limit(room).map(UndoView::of).toList());
      }
      room -= batch.size();
    }
    return batches;
  }
}
