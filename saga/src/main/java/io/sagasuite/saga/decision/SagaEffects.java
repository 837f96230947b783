package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Derives from state what must be sent. Nothing else remembers messages: any of them can be
/// rendered again, letter for letter, from the saga's row and its definition.
public final class SagaEffects {

  /// The participant that runs child sagas: the orchestrator itself.
  public static final String ORCHESTRATOR = "orchestrator";

  /// The command that runs a child saga.
  public static final String RUN_SAGA = "RunSaga";

  /// The command that undoes a child saga.
  public static final String UNDO_SAGA = "UndoSaga";

  /// The code of a child that can no longer be undone.
  private static final String PAST_NO_RETURN = "past_no_return";

  private SagaEffects() {}

  /// The commands that the events of one transition cause.
  public static List<SendCommand> effects(
      SagaDefinition definition, SagaState state, List<SagaEvent> events) {
    List<SendCommand> commands = new ArrayList<>();
    for (SagaEvent event : events) {
      switch (event) {
        case SagaEvent.StepStarted e ->
            commands.add(command(definition, state, e.step(), e.direction(), e.attempt()));
        case SagaEvent.CommandResent e ->
            commands.add(command(definition, state, e.step(), e.direction(), e.attempt()));
        default -> {}
      }
    }
    return commands;
  }

  /// Every command that has been sent and not yet been answered.
  public static List<SendCommand> outstanding(SagaDefinition definition, SagaState state) {
    List<SendCommand> commands = new ArrayList<>();
    for (StepState step : state.steps()) {
      for (Direction direction : Direction.values()) {
        Leg leg = step.leg(direction);
        if (leg.phase() == Leg.Phase.IN_FLIGHT) {
          commands.add(command(definition, state, step.name(), direction, leg.attempt()));
        }
      }
    }
    return commands;
  }

  /// What a saga that has ended answers to its parent; null when it has not ended or nobody asked.
  public static @Nullable SendReply reply(SagaState state) {
    Asked asked = state.asked();
    SagaState.Parent parent = state.origin().parent();
    if (asked == null || parent == null || !state.status().isEnded()) {
      return null;
    }
    Outcome outcome = asked.direction() == Direction.EXECUTE ? executed(state) : compensated(state);
    return new SendReply(parent, asked, outcome, state.traceparent());
  }

  private static Outcome executed(SagaState state) {
    Failure failure =
        state.failure() == null
            ? new Failure(state.status().wire(), "the child saga was " + state.status().wire())
            : state.failure().failure();
    return switch (state.status()) {
      case COMPLETED -> new Outcome.Succeeded(state.output());
      case COMPENSATED -> new Outcome.Rejected(failure.code(), failure.message());
      default -> new Outcome.Unknown(failure.code(), failure.message());
    };
  }

  private static Outcome compensated(SagaState state) {
    return state.status() == SagaStatus.COMPENSATED
        ? new Outcome.Succeeded(Map.of())
        : new Outcome.Rejected(PAST_NO_RETURN, "the child saga can no longer be undone");
  }

  /// A template of the definition, rendered for this saga.
  static Map<String, Object> render(SagaDefinition definition, SagaState state, Template template) {
    return template.renderObject(new StateScope(definition, state, null));
  }

  private static SendCommand command(
      SagaDefinition definition, SagaState state, String name, Direction direction, int attempt) {
    Step step = definition.step(StepState.stepOf(name));
    StepState stepState = state.step(name);
    if (stepState == null) {
      throw new IllegalStateException("saga " + state.sagaId() + " has no step '" + name + "'");
    }
    StateScope scope = new StateScope(definition, state, stepState);
    boolean forward = direction == Direction.EXECUTE;
    Call call =
        switch (step.action()) {
          case Action.Command command -> call(step, command, forward, scope);
          case Action.RunSaga child -> call(step, child, forward, scope);
          case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ ->
              throw new IllegalStateException("step '" + name + "' sends no command");
        };
    return new SendCommand(
        state.sagaId(),
        state.definition(),
        WireStep.of(name, state.round()),
        direction,
        attempt,
        call.participant(),
        call.command(),
        call.input(),
        forward ? null : stepState.output(),
        state.traceparent());
  }

  private record Call(String participant, String command, Map<String, Object> input) {}

  private static Call call(Step step, Action.Command action, boolean forward, StateScope scope) {
    String name = forward ? action.command() : action.compensation();
    if (name == null) {
      throw new IllegalStateException("step '" + step.name() + "' cannot be undone");
    }
    Template own = action.compensationInput();
    Template input = forward || own == null ? step.input() : own;
    return new Call(action.participant(), name, input.renderObject(scope));
  }

  private static Call call(Step step, Action.RunSaga child, boolean forward, StateScope scope) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("definition", child.definition());
    input.put("detached", child.detached());
    if (scope.state().businessKey() != null) {
      input.put("businessKey", scope.state().businessKey());
    }
    input.put("input", step.input().renderObject(scope));
    return new Call(ORCHESTRATOR, forward ? RUN_SAGA : UNDO_SAGA, input);
  }
}
