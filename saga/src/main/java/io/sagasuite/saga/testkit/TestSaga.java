package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One saga of a test's world: its state, its journal and what it sent.
final class TestSaga {

  final SagaDefinition definition;
  final UUID id;

  /// How the transcript calls it: its definition, and for a child the step that runs it.
  final String label;

  final List<SagaTransition> journal = new ArrayList<>();
  final List<Sent> sent = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  private @Nullable SagaState state;

  TestSaga(SagaDefinition definition, UUID id, String label) {
    this.definition = definition;
    this.id = id;
    this.label = label;
  }

  SagaState state() {
    return Objects.requireNonNull(state, "the saga has not started");
  }

  Decision take(SagaInput input) {
    Decision decision = SagaDecider.decide(definition, state, input);
    state = decision.state();
    if (decision.transition() != null) {
      journal.add(decision.transition());
    }
    return decision;
  }

  @Nullable Instant nextDueAt() {
    return state().nextDueAt();
  }

  /// True when time alone changes something. Sending a command again does not: in this world none
  /// is ever lost.
  boolean waitsForTime() {
    SagaState now = state();
    if (now.status().isEnded()) {
      return false;
    }
    boolean held = now.status() == SagaStatus.PAUSED || now.status() == SagaStatus.PARKED;
    boolean deadline =
        now.status() == SagaStatus.RUNNING
            && now.clock().deadlineAt() != null
            && now.clock().stoppedAt() == null;
    boolean nextRound = !held && now.nextRoundAt() != null;
    return deadline || nextRound || now.steps().stream().anyMatch(step -> isDue(step, held));
  }

  private static boolean isDue(StepState step, boolean held) {
    return isDue(step.execute(), held) || isDue(step.compensate(), held);
  }

  private static boolean isDue(Leg leg, boolean held) {
    boolean counts = held ? leg.phase() == Leg.Phase.IN_FLIGHT : leg.isActive();
    return counts && leg.dueAt() != null;
  }
}
