package io.sagasuite.http.call;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.saga.decision.Direction;
import java.util.UUID;

/// Which call: that of one direction of one step of one saga, whatever the attempt.
public record CallKey(UUID sagaId, String step, Direction direction) {

  public static CallKey of(CommandMessage command) {
    return new CallKey(command.sagaId(), command.step(), command.direction());
  }

  /// What the called service may recognise a repetition by.
  public String idempotencyKey() {
    return new StepKey(sagaId, step).idempotencyKey(direction);
  }
}
