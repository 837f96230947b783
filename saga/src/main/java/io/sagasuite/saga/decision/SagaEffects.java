package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Derives from state what must be sent. Nothing else remembers commands: any of them can be
/// rendered again, letter for letter, from the saga's row and its definition.
public final class SagaEffects {

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

  /// A template of the definition, rendered for this saga.
  static Map<String, Object> render(SagaDefinition definition, SagaState state, Template template) {
    return template.renderObject(new StateScope(definition, state));
  }

  private static SendCommand command(
      SagaDefinition definition, SagaState state, String name, Direction direction, int attempt) {
    Step step = definition.step(name);
    if (!(step.action() instanceof Action.Command action)) {
      throw new IllegalStateException("step '" + name + "' sends no command");
    }
    StepState stepState = state.step(name);
    boolean forward = direction == Direction.EXECUTE;
    String command = forward ? action.command() : action.compensation();
    if (command == null || stepState == null) {
      throw new IllegalStateException("step '" + name + "' cannot be undone");
    }
    return new SendCommand(
        state.sagaId(),
        name,
        direction,
        attempt,
        action.participant(),
        command,
        render(definition, state, step.input()),
        forward ? null : stepState.output(),
        state.traceparent());
  }

  private record StateScope(SagaDefinition definition, SagaState state) implements Template.Scope {
    @Override
    public Map<String, Object> input() {
      return state.input();
    }

    @Override
    public Map<String, Object> env() {
      return definition.env();
    }

    @Override
    public String sagaId() {
      return state.sagaId().toString();
    }

    @Override
    public Template.StepEnd endOf(String step) {
      StepState found = state.step(step);
      return switch (found == null ? Leg.Phase.IDLE : found.execute().phase()) {
        case SUCCEEDED -> Template.StepEnd.SUCCEEDED;
        case FAILED -> Template.StepEnd.FAILED;
        case SKIPPED -> Template.StepEnd.SKIPPED;
        case IDLE, IN_FLIGHT, BACKING_OFF, PARKED -> Template.StepEnd.OPEN;
      };
    }

    @Override
    public @Nullable Map<String, Object> outputOf(String step) {
      StepState found = state.step(step);
      return found == null ? null : found.output();
    }
  }
}
