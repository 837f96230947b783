package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.SagaChange;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a saga's triggers, folded in order, would make of it, before it is known whether the row
/// still had the version that was read.
final class Plan {

  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

  private final StoredSaga before;
  private final SagaDefinition definition;
  private final List<Trigger> triggers = new ArrayList<>(1);
  private final List<SagaTransition> transitions = new ArrayList<>(1);
  private final List<SendCommand> commands = new ArrayList<>(2);
  private final List<SendReply> replies = new ArrayList<>(0);
  private final Map<Trigger, String> refused = new IdentityHashMap<>(0);
  private SagaState after;

  Plan(StoredSaga before, SagaDefinition definition) {
    this.before = before;
    this.definition = definition;
    this.after = before.state();
  }

  /// A trigger whose decision fails is set aside; the others of the saga go on without it.
  void apply(Trigger trigger) {
    triggers.add(trigger);
    try {
      Decision decision = SagaDecider.decide(definition, after, trigger.input());
      after = decision.state();
      if (decision.transition() != null) {
        transitions.add(decision.transition());
      }
      commands.addAll(decision.commands());
      if (decision.reply() != null) {
        replies.add(decision.reply());
      }
      if (decision.rejection() != null) {
        refused.put(trigger, decision.rejection());
      }
    } catch (RuntimeException e) {
      refused.put(trigger, "decision failed: " + e);
    }
  }

  /// What has been applied, to be applied again to a newer version when the row was moved
  /// meanwhile.
  List<Trigger> triggers() {
    return triggers;
  }

  /// True when the row stays as it is.
  boolean changesNothing() {
    return transitions.isEmpty();
  }

  /// The row's change, or null when the triggers leave it alone.
  @Nullable SagaChange change() {
    return transitions.isEmpty() ? null : SagaChange.of(before, after, transitions);
  }

  /// The row's change when it was claimed because it was due; its due time always moves on.
  SagaChange changeWhenDue(Instant now) {
    Instant dueAt = refused.isEmpty() ? after.nextDueAt() : now.plus(AFTER_REFUSAL);
    return new SagaChange(before.state().version(), after, transitions, dueAt);
  }

  /// Adds what was planned to what has happened.
  void carryInto(Advance advance) {
    advance.moved(before.state(), after, transitions, commands, replies);
    refused.forEach(advance::refuse);
  }
}
