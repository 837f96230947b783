package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// What is counted and measured about sagas and their steps, all of it read off the events that
/// have just become durable.
@ApplicationScoped
class SagaMetrics {

  private static final List<Duration> SAGA_BUCKETS =
      millis(
          25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000);
  private static final List<Duration> STEP_BUCKETS =
      millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000);

  /// Attempts up to this one are told apart.
  private static final int ATTEMPTS_APART = 4;

  private static final String DIRECTION = "direction";
  private static final String REASON = "reason";
  private static final String NO_REASON = "none";

  private final Meters meters;

  SagaMetrics(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  private static List<Duration> millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toList();
  }

  void moved(Advance.Moved moved) {
    SagaState state = moved.state();
    for (SagaTransition transition : moved.transitions()) {
      for (SagaEvent event : transition.events()) {
        count(state, event, transition.at());
      }
    }
    if (moved.rested() && state.status().isEnded()) {
      ended(state);
    }
  }

  private void ended(SagaState state) {
    String definition = state.definition();
    String status = state.status().wire();
    String reason = state.turnReason() == null ? NO_REASON : state.turnReason().wire();
    meters
        .counter("saga.ended", Meters.DEFINITION, definition, "status", status, REASON, reason)
        .increment();
    meters
        .timer("saga.duration", SAGA_BUCKETS, Meters.DEFINITION, definition, "status", status)
        .record(Meters.elapsed(state.createdAt(), state.updatedAt()));
    meters.summary("saga.transitions", Meters.DEFINITION, definition).record(state.version());
  }

  private void count(SagaState state, SagaEvent event, Instant at) {
    switch (event) {
      case SagaEvent.SagaStarted _ -> count("saga.started", state);
      case SagaEvent.SagaParked _ -> count("saga.parked", state);
      case SagaEvent.RoundEnded _ -> count("saga.rounds", state);
      case SagaEvent.SagaTurned e -> count("saga.compensations", state, e.reason());
      case SagaEvent.ReplyIgnored e -> count("saga.replies.ignored", state, e.reason());
      case SagaEvent.StepStarted e -> attempt(state, e);
      case SagaEvent.RetryScheduled e -> count("saga.retries", state, e.step(), e.direction());
      case SagaEvent.CommandResent e -> count("saga.resends", state, e.step(), e.direction());
      case SagaEvent.StepSucceeded e -> ended(state, e.step(), Direction.EXECUTE, "succeeded", at);
      case SagaEvent.StepFailed e -> ended(state, e.step(), Direction.EXECUTE, "failed", at);
      case SagaEvent.StepSkipped e -> ended(state, e.step(), Direction.EXECUTE, "skipped", at);
      case SagaEvent.StepCompensated e ->
          ended(state, e.step(), Direction.COMPENSATE, "succeeded", at);
      case SagaEvent.CompensationSkipped e ->
          ended(state, e.step(), Direction.COMPENSATE, "skipped", at);
      case SagaEvent.StepParked e -> ended(state, e.step(), e.direction(), "parked", at);
      default -> {}
    }
  }

  private void count(String name, SagaState state) {
    meters.counter(name, Meters.DEFINITION, state.definition()).increment();
  }

  private void count(String name, SagaState state, Enum<?> reason) {
    String word = reason.name().toLowerCase(Locale.ROOT);
    meters.counter(name, Meters.DEFINITION, state.definition(), REASON, word).increment();
  }

  private void attempt(SagaState state, SagaEvent.StepStarted started) {
    int attempt = started.attempt();
    meters
        .counter(
            "saga.step.attempts",
            Meters.DEFINITION,
            state.definition(),
            Meters.STEP,
            StepState.stepOf(started.step()),
            DIRECTION,
            started.direction().wire(),
            "attempt",
            attempt <= ATTEMPTS_APART ? Integer.toString(attempt) : "more")
        .increment();
  }

  private void count(String name, SagaState state, String step, Direction direction) {
    meters
        .counter(
            name,
            Meters.DEFINITION,
            state.definition(),
            Meters.STEP,
            StepState.stepOf(step),
            DIRECTION,
            direction.wire())
        .increment();
  }

  /// From the first attempt's start; what never started took no time.
  private void ended(
      SagaState state, String name, Direction direction, String outcome, Instant at) {
    StepState step = state.step(name);
    Leg leg = step == null ? Leg.IDLE : step.leg(direction);
    Instant startedAt = leg.startedAt() == null ? at : leg.startedAt();
    meters
        .timer(
            "saga.step.duration",
            STEP_BUCKETS,
            Meters.DEFINITION,
            state.definition(),
            Meters.STEP,
            StepState.stepOf(name),
            DIRECTION,
            direction.wire(),
            "outcome",
            outcome)
        .record(Meters.elapsed(startedAt, at));
  }
}
