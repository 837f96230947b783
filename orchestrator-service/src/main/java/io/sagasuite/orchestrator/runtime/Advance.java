package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SendCommand;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What became of a batch of triggers, all of it committed: which sagas came to rest, the commands
/// to publish now, and the triggers that could not be applied.
public final class Advance {

  private final List<SagaState> rested = new ArrayList<>();
  private final List<SendCommand> commands = new ArrayList<>();
  private final Map<Trigger, String> refused = new IdentityHashMap<>();

  void moved(SagaState before, SagaState after, List<SendCommand> toSend) {
    if (after.status() != before.status() && isAtRest(after)) {
      rested.add(after);
    }
    commands.addAll(toSend);
  }

  void refuse(Trigger trigger, String reason) {
    refused.put(trigger, reason);
  }

  /// True when nothing more will happen without a person.
  public static boolean isAtRest(SagaState state) {
    return state.status().isEnded() || state.status() == SagaStatus.PARKED;
  }

  /// The sagas that came to rest.
  public List<SagaState> rested() {
    return rested;
  }

  /// What the batch has to send, in order per saga.
  public List<SendCommand> commands() {
    return commands;
  }

  /// The triggers that were set aside, with the reason.
  public Map<Trigger, String> refused() {
    return refused;
  }
}
