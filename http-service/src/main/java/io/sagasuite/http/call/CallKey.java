package io.sagasuite.http.call;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.EntityId;
import io.sagasuite.saga.decision.Direction;
import java.util.UUID;

/// Which call: that of one direction of one step of one saga, whatever the attempt.
public record CallKey(UUID sagaId, String step, Direction direction) {

  public static CallKey of(CommandMessage command) {
    return new CallKey(command.sagaId(), command.step(), command.direction());
  }

  /// The call's own id.
  public UUID callId() {
    return EntityId.of(sagaId, step + ":" + direction.wire());
  }

  /// What the called service may recognise a repetition by.
  public String idempotencyKey() {
    return sagaId + ":" + step + ":" + direction.wire();
  }

  /// The call that a compensating one undoes.
  public CallKey forward() {
    return new CallKey(sagaId, step, Direction.EXECUTE);
  }
}
