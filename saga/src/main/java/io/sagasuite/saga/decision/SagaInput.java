package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can make a saga move. Time and ids come in with the input; nothing is read from outside.
public sealed interface SagaInput {

  /// The moment of the decision, by the database's clock.
  Instant now();

  /// The word under which the journal names the trigger.
  String trigger();

  /// Begins a saga.
  record StartSaga(
      UUID sagaId,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String traceparent,
      Map<String, Object> input,
      Instant now)
      implements SagaInput {
    @Override
    public String trigger() {
      return "start";
    }
  }

  /// A participant answered.
  record ReplyReceived(String step, Direction direction, int attempt, Outcome outcome, Instant now)
      implements SagaInput {
    @Override
    public String trigger() {
      return "reply";
    }
  }

  /// The saga asked to be looked at, at this time or earlier.
  record DueTimeReached(Instant now) implements SagaInput {
    @Override
    public String trigger() {
      return "due";
    }
  }

  /// Somebody wants the saga undone.
  record CancelSaga(String by, String reason, Instant now) implements SagaInput {
    @Override
    public String trigger() {
      return "cancel";
    }
  }
}
