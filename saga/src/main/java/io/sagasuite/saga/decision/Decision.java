package io.sagasuite.saga.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trigger makes of a saga: the state to store, the journal row to append, and the messages
/// to publish once both are committed.
///
/// @param transition null when the trigger changes nothing; there may still be messages to repeat
/// @param reply the answer to the parent saga, null when there is none to give
/// @param rejection why an operator's action was refused, null when it was not
public record Decision(
    SagaState state,
    @Nullable SagaTransition transition,
    List<SendCommand> commands,
    @Nullable SendReply reply,
    @Nullable String rejection) {

  /// True when there is something to store.
  public boolean changes() {
    return transition != null;
  }
}
