package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.KeyedSaga;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput.StartSaga;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SendReply;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Sends what follows from a parent's request: the child's first commands, and the answers that the
/// parent waits for.
@ApplicationScoped
class ChildAnswers {

  private final MessagePublisher publisher;
  private final Effects effects;
  private final SagaObserver observer;
  private final DatabaseClock clock;

  ChildAnswers(
      MessagePublisher publisher, Effects effects, SagaObserver observer, DatabaseClock clock) {
    this.publisher = publisher;
    this.effects = effects;
    this.observer = observer;
    this.clock = clock;
  }

  Instant now() {
    return clock.now();
  }

  /// The child as it begins.
  KeyedSaga begin(ChildRequest request, SagaDefinition definition) {
    StartSaga start =
        new StartSaga(
            request.childId(),
            request.businessKey(),
            Map.of(),
            request.command().traceparent(),
            request.input(),
            null,
            request.parent(),
            request.asked(),
            clock.now());
    return new KeyedSaga(null, null, SagaDecider.decide(definition, null, start));
  }

  /// The child has just begun.
  Uni<Void> begun(ChildRequest request, KeyedSaga child) {
    observer.began(child.start());
    SendReply reply = child.start().reply();
    Uni<Void> sent =
        publisher.publish(child.start().commands(), reply == null ? List.of() : List.of(reply));
    return request.detached() ? sent.chain(() -> exists(request)) : sent;
  }

  /// A detached child exists, and that is all that its parent waits for.
  Uni<Void> exists(ChildRequest request) {
    return send(request, new Outcome.Succeeded(Map.of("sagaId", request.childId().toString())));
  }

  /// Answers the parent.
  Uni<Void> send(ChildRequest request, Outcome outcome) {
    Asked asked = new Asked(request.command().direction(), request.command().attempt());
    SendReply reply =
        new SendReply(request.parent(), asked, outcome, request.command().traceparent());
    return publisher.publish(List.of(), List.of(reply));
  }

  /// Sends what a child that existed made of it.
  Uni<Void> carryOut(Advance advance) {
    return effects.carryOut(advance);
  }
}
