package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a batch of triggers, all of it committed: which sagas came to rest, the commands
/// to publish now, and the triggers that could not be applied.
public final class Advance {

  /// A saga that has been moved.
  ///
  /// @param rested it has come to rest with this
  record Moved(SagaState state, List<SagaTransition> transitions, boolean rested) {

    /// A saga that has just begun; null when the decision began nothing.
    static @Nullable Moved begun(Decision start) {
      SagaTransition first = start.transition();
      return first == null
          ? null
          : new Moved(start.state(), List.of(first), isAtRest(start.state()));
    }
  }

  private final List<Moved> moved = new ArrayList<>();
  private final List<SendCommand> commands = new ArrayList<>();
  private final List<SendReply> replies = new ArrayList<>(0);
  private final Map<Trigger, String> refused = new IdentityHashMap<>(0);

  void moved(
      SagaState before,
      SagaState after,
      List<SagaTransition> transitions,
      List<SendCommand> toSend,
      List<SendReply> toAnswer) {
    if (!transitions.isEmpty()) {
      boolean rested = after.status() != before.status() && isAtRest(after);
      moved.add(new Moved(after, transitions, rested));
    }
    commands.addAll(toSend);
    replies.addAll(toAnswer);
  }

  void refuse(Trigger trigger, String reason) {
    refused.put(trigger, reason);
  }

  private static boolean isAtRest(SagaState state) {
    return state.status().isEnded() || state.status() == SagaStatus.PARKED;
  }

  /// The sagas that have been moved.
  List<Moved> moved() {
    return moved;
  }

  /// What the batch has to send, in order per saga.
  public List<SendCommand> commands() {
    return commands;
  }

  /// What child sagas in the batch answer to their parents.
  List<SendReply> replies() {
    return replies;
  }

  /// The triggers that were set aside, with the reason.
  public Map<Trigger, String> refused() {
    return refused;
  }
}
