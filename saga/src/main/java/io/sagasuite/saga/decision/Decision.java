package io.sagasuite.saga.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trigger makes of a saga: the state to store, the journal row to append, and the commands
/// to publish once both are committed.
///
/// @param transition null when the trigger changes nothing; there may still be commands to repeat
/// @param rejection why an operator's action was refused, null when it was not
public record Decision(
    SagaState state,
    @Nullable SagaTransition transition,
    List<SendCommand> commands,
    @Nullable String rejection) {

  /// True when there is something to store.
  public boolean changes() {
    return transition != null;
  }
}
