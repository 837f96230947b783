package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one place where it is decided what happens to a saga. Pure and total: any input in any state
/// gives a decision, which may be that nothing changes.
///
/// The rules stand in one file per kind of trigger: [ReplyRules], [DueTimeRules], [OperatorRules],
/// [ParentRules]; what follows from the changed state, whatever the trigger, stands in [Progress]
/// and [Undoing].
public final class SagaDecider {

  private SagaDecider() {}

  /// What `input` makes of the saga.
  ///
  /// @param state null only for [SagaInput.StartSaga]
  public static Decision decide(
      SagaDefinition definition, @Nullable SagaState state, SagaInput input) {
    Turn turn = new Turn(definition, sagaId(state, input), state, input.now(), isReply(input));
    String rejection = null;
    boolean repeats = false;
    switch (input) {
      case SagaInput.StartSaga start -> repeats = !start(turn, state, start);
      case SagaInput.ReplyReceived reply -> repeats = ReplyRules.apply(turn, reply);
      case SagaInput.DueTimeReached _ -> DueTimeRules.apply(turn);
      case SagaInput.OperatorActs acts -> rejection = OperatorRules.apply(turn, acts);
      case SagaInput.ParentAsks asks -> ParentRules.apply(turn, asks);
    }
    if (rejection == null) {
      Progress.advance(turn);
      DeadlineClock.adjust(turn);
    }
    return conclude(turn, state, input, repeats, rejection);
  }

  /// The actions that a person can take on a saga in this state.
  public static List<String> fittingActions(SagaState state) {
    return OperatorRules.fitting(state);
  }

  private static UUID sagaId(@Nullable SagaState state, SagaInput input) {
    if (state != null) {
      return state.sagaId();
    }
    if (input instanceof SagaInput.StartSaga start) {
      return start.sagaId();
    }
    throw new IllegalArgumentException("a saga that does not exist can only be started");
  }

  private static boolean isReply(SagaInput input) {
    return input instanceof SagaInput.ReplyReceived;
  }

  private static boolean start(Turn turn, @Nullable SagaState state, SagaInput.StartSaga start) {
    if (state != null) {
      return false;
    }
    turn.emit(
        new SagaEvent.SagaStarted(
            turn.definition.name(),
            turn.definition.version(),
            start.businessKey(),
            start.metadata(),
            start.traceparent(),
            start.input(),
            start.parent(),
            start.asked(),
            start.now().plus(turn.definition.deadline())));
    if (start.part() != null) {
      leaveOut(turn, start.part());
    }
    if (start.asked() != null && start.asked().direction() == Direction.COMPENSATE) {
      ParentRules.undo(turn);
    }
    return true;
  }

  /// Steps outside the part that is run count as done elsewhere, with what they then put out.
  private static void leaveOut(Turn turn, SagaInput.Part part) {
    for (Step step : turn.definition.steps()) {
      if (!part.steps().contains(step.name())) {
        turn.emit(
            new SagaEvent.StepSkipped(
                step.name(),
                "not in the part that was asked for",
                false,
                part.outputs().get(step.name())));
      }
    }
  }

  /// A trigger that comes again changes nothing and publishes again what it had caused.
  private static Decision conclude(
      Turn turn,
      @Nullable SagaState before,
      SagaInput input,
      boolean repeats,
      @Nullable String rejection) {
    List<SagaEvent> events = List.copyOf(turn.events());
    SagaState state = turn.state();
    List<SendCommand> commands =
        new ArrayList<>(SagaEffects.effects(turn.definition, state, events));
    if (repeats && input instanceof SagaInput.StartSaga) {
      commands.addAll(SagaEffects.outstanding(turn.definition, state));
    }
    boolean hasJustEnded = before == null || !before.status().isEnded();
    boolean answers = hasJustEnded || repeats || input instanceof SagaInput.ParentAsks;
    SendReply reply = answers ? SagaEffects.reply(state) : null;
    if (events.isEmpty()) {
      return new Decision(state, null, commands, reply, rejection);
    }
    SagaState next = state.atVersion(state.version() + 1, turn.now);
    SagaTransition transition =
        new SagaTransition(
            next.sagaId(),
            next.definition(),
            next.version(),
            next.status(),
            turn.now,
            input.trigger(),
            events);
    return new Decision(next, transition, commands, reply, rejection);
  }
}
