package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Signal;
import io.sagasuite.saga.definition.SagaDefinition.Recurrence;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a saga ends, or begins again where its definition says so.
final class Rounds {

  private Rounds() {}

  /// Everything required is effective.
  static void complete(Turn turn) {
    Map<String, Object> output =
        SagaEffects.render(turn.definition, turn.state(), turn.definition.output());
    Recurrence recurrence = turn.definition.policy().recurrence();
    if (recurrence == null || isOver(turn, recurrence)) {
      turn.emit(new SagaEvent.SagaCompleted(output));
    } else {
      end(turn, recurrence, output);
    }
  }

  /// Everything is undone. A round that failed is no reason not to begin the next.
  static void compensated(Turn turn, TurnReason reason) {
    Recurrence recurrence = turn.definition.policy().recurrence();
    boolean ownTrouble = reason == TurnReason.FAILED || reason == TurnReason.DEADLINE;
    if (recurrence == null || !ownTrouble || isOver(turn, recurrence)) {
      turn.emit(new SagaEvent.SagaCompensated(reason));
    } else {
      end(turn, recurrence, null);
    }
  }

  private static void end(Turn turn, Recurrence recurrence, @Nullable Map<String, Object> output) {
    turn.emit(
        new SagaEvent.RoundEnded(turn.state().round(), output, turn.now.plus(recurrence.every())));
  }

  /// The signal that ends the saga has come, in this round or before.
  private static boolean isOver(Turn turn, Recurrence recurrence) {
    Signal signal = Signals.unread(turn, recurrence.until());
    if (signal != null) {
      turn.emit(new SagaEvent.SignalConsumed(signal.name()));
    }
    return signal != null;
  }

  /// Between two rounds nothing is under way, so the signal ends the saga at once.
  static void endIfOver(Turn turn) {
    Recurrence recurrence = turn.definition.policy().recurrence();
    if (recurrence != null && turn.state().nextRoundAt() != null && isOver(turn, recurrence)) {
      turn.emit(new SagaEvent.SagaCompleted(turn.state().output()));
    }
  }

  /// A saga that undid everything begins anew at once.
  static void again(Turn turn) {
    turn.emit(new SagaEvent.RoundEnded(turn.state().round(), null, turn.now));
    begin(turn);
  }

  static void begin(Turn turn) {
    turn.emit(
        new SagaEvent.RoundStarted(
            turn.state().round() + 1, turn.now.plus(turn.definition.deadline())));
  }
}
