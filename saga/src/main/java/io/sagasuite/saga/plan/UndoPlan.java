package io.sagasuite.saga.plan;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.Steps;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that a saga which turns back in this state has to undo, in the order in which it
/// would be undone. Told without doing it: how many steps may be under way at once is left to the
/// run, so that a batch shows what is free at the same time and not what has room.
///
/// @param batches each effect stands in the earliest batch after all that was built on it
public record UndoPlan(List<List<Undo>> batches) {

  /// One effect to be undone.
  ///
  /// @param step the step, or an element as `step[index]`
  /// @param awaited its command is still under way; it is undone unless it turns out to have done
  ///   nothing
  /// @param parked its undoing has failed for good and waits for a person
  public record Undo(String step, boolean awaited, boolean parked, SendCommand command) {}

  /// What is to be undone of a saga.
  public static UndoPlan of(SagaDefinition definition, SagaState state) {
    Map<String, List<StepState>> open = new LinkedHashMap<>();
    for (StepState step : state.steps()) {
      if (isToBeUndone(definition, state, step)) {
        open.computeIfAbsent(step.step(), _ -> new ArrayList<>(1)).add(step);
      }
    }
    Map<String, SendCommand> commands = commands(definition, state, open);
    List<List<Undo>> batches = new ArrayList<>();
    batchOf(definition, open)
        .forEach((step, batch) -> {
          while (batches.size() <= batch) {
            batches.add(new ArrayList<>());
          }
          open.getOrDefault(step, List.of())
              .forEach(one -> batches.get(batch).add(undo(one, commands)));
        });
    return new UndoPlan(batches.stream().map(List::copyOf).toList());
  }

  /// How many effects are to be undone.
  public int size() {
    return batches.stream().mapToInt(List::size).sum();
  }

  private static boolean isToBeUndone(SagaDefinition definition, SagaState state, StepState step) {
    Phase undo = step.compensate().phase();
    boolean mayExist = step.mayBeEffective() || step.execute().phase() == Phase.IN_FLIGHT;
    return step.items() == 0
        && mayExist
        && undo != Phase.SUCCEEDED
        && undo != Phase.SKIPPED
        && definition.step(step.step()).isUndoable()
        && !state.kept().contains(step.step());
  }

  /// The batch of each open step, last steps first.
  private static Map<String, Integer> batchOf(
      SagaDefinition definition, Map<String, List<StepState>> open) {
    Map<String, Integer> batchOf = new LinkedHashMap<>();
    for (Step step : definition.graph().inOrder().reversed()) {
      if (open.containsKey(step.name())) {
        int batch =
            definition
                .graph()
                .descendants(step.name())
                .filter(batchOf::containsKey)
                .mapToInt(built -> batchOf.getOrDefault(built, 0) + 1)
                .max()
                .orElse(0);
        batchOf.put(step.name(), batch);
      }
    }
    return batchOf;
  }

  private static Undo undo(StepState step, Map<String, SendCommand> commands) {
    boolean awaited = step.execute().phase() == Phase.IN_FLIGHT;
    boolean parked = step.compensate().phase() == Phase.PARKED;
    SendCommand command = commands.get(step.name());
    if (command == null) {
      throw new IllegalStateException("step '" + step.name() + "' has no compensating command");
    }
    return new Undo(step.name(), awaited, parked, command);
  }

  /// The compensating commands by step, letter for letter: those of the same saga if all of them
  /// were under way at once.
  private static Map<String, SendCommand> commands(
      SagaDefinition definition, SagaState state, Map<String, List<StepState>> open) {
    Set<String> names = new HashSet<>();
    open.values().forEach(all -> all.forEach(step -> names.add(step.name())));
    List<StepState> steps =
        state.steps().stream()
            .map(step -> names.contains(step.name()) ? underWay(step) : step)
            .toList();
    Map<String, SendCommand> commands = HashMap.newHashMap(names.size());
    SagaEffects.outstanding(definition, with(state, Steps.of(steps))).stream()
        .filter(command -> command.direction() == Direction.COMPENSATE)
        .forEach(command -> commands.put(nameOf(command), command));
    return commands;
  }

  /// In a later round commands name their step with the round's number behind it.
  private static String nameOf(SendCommand command) {
    int at = command.step().lastIndexOf('@');
    return at < 0 ? command.step() : command.step().substring(0, at);
  }

  private static StepState underWay(StepState step) {
    Leg undo = step.compensate();
    int attempt = undo.phase() == Phase.IN_FLIGHT ? undo.attempt() : undo.attempt() + 1;
    Leg sent = new Leg(Phase.IN_FLIGHT, attempt, 0, 0, false, null, null, null, null, null, null);
    return new StepState(step.name(), step.execute(), sent, step.output(), step.items());
  }

  private static SagaState with(SagaState state, Steps steps) {
    return new SagaState(
        state.origin(),
        state.version(),
        state.status(),
        state.turnReason(),
        state.failure(),
        steps,
        state.output(),
        state.updatedAt(),
        state.clock(),
        state.round(),
        state.nextRoundAt(),
        state.signals(),
        state.kept(),
        state.asked(),
        state.ignoredReplies());
  }
}
