package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can make a saga move. Time and ids come in with the input; nothing is read from outside.
public sealed interface SagaInput {

  /// The moment of the decision, by the database's clock.
  Instant now();

  /// The word under which the journal names the trigger.
  String trigger();

  /// Begins a saga.
  ///
  /// @param part the part of the definition to run; null = all of it
  /// @param parent the step of another saga that this one carries out
  /// @param asked what the parent asked for; null when nobody waits for an answer
  record StartSaga(
      UUID sagaId,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String traceparent,
      Map<String, Object> input,
      @Nullable Part part,
      @Nullable Parent parent,
      @Nullable Asked asked,
      Instant now)
      implements SagaInput {

    /// All of a definition, for a caller that is no saga.
    public StartSaga(
        UUID sagaId,
        @Nullable String businessKey,
        Map<String, String> metadata,
        @Nullable String traceparent,
        Map<String, Object> input,
        Instant now) {
      this(sagaId, businessKey, metadata, traceparent, input, null, null, null, now);
    }

    @Override
    public String trigger() {
      return "start";
    }
  }

  /// Some of a definition's steps, with what earlier parts had put out.
  record Part(Set<String> steps, Map<String, Map<String, Object>> outputs) {}

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

  /// A person, or a program in their place, acts on the saga.
  record OperatorActs(OperatorAction action, String by, String reason, Instant now)
      implements SagaInput {
    @Override
    public String trigger() {
      return action.word();
    }
  }

  /// The parent saga wants this one run or undone, perhaps not for the first time.
  record ParentAsks(Asked asked, Instant now) implements SagaInput {
    @Override
    public String trigger() {
      return "parent";
    }
  }
}
