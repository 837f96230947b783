package io.sagasuite.messaging.testing;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Direction;
import java.util.Map;
import java.util.UUID;

/// Commands for tests.
public record Commands(String step, String forward, String compensating) {

  /// The forward command of a saga.
  public CommandMessage execute(UUID sagaId, int attempt, Map<String, Object> input) {
    return new CommandMessage(sagaId, step, Direction.EXECUTE, attempt, forward, input, null, null);
  }

  /// Its compensating command.
  public CommandMessage compensate(UUID sagaId, int attempt, Map<String, Object> input) {
    return new CommandMessage(
        sagaId, step, Direction.COMPENSATE, attempt, compensating, input, null, null);
  }
}
