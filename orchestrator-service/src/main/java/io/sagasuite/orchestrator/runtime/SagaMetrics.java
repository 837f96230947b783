package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaInput.ReplyReceived;
import io.sagasuite.saga.decision.SagaStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is counted and measured about sagas.
@ApplicationScoped
class SagaMetrics {

  private final MeterRegistry registry;
  private final DatabaseClock clock;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final DistributionSummary replyBatch;
  private final Timer dueLag;
  private final Timer tailLag;

  SagaMetrics(MeterRegistry registry, DatabaseClock clock) {
    this.registry = registry;
    this.clock = clock;
    this.replyBatch = registry.summary("saga.replies.batch");
    this.dueLag = registry.timer("saga.due.lag");
    this.tailLag = registry.timer("journal.tail.lag");
  }

  private void count(String name, int by, String... tags) {
    counters
        .computeIfAbsent(
            name + String.join(",", tags),
            key -> Counter.builder(name).tags(tags).register(registry))
        .increment(by);
  }

  void started(String definition) {
    count("saga.started", 1, "definition", definition);
  }

  void replies(Collection<Trigger> triggers) {
    replyBatch.record(triggers.size());
    Map<String, Integer> outcomes = HashMap.newHashMap(3);
    for (Trigger trigger : triggers) {
      if (trigger.input() instanceof ReplyReceived reply) {
        outcomes.merge(MessageCodec.word(reply.outcome()), 1, Integer::sum);
      }
    }
    outcomes.forEach((outcome, replies) -> count("saga.replies", replies, "outcome", outcome));
  }

  void moved(Advance advance) {
    for (Advance.Moved moved : advance.moved()) {
      String definition = moved.state().definition();
      moved.transitions().forEach(transition -> retries(definition, transition.events()));
      if (moved.rested()) {
        boolean parked = moved.state().status() == SagaStatus.PARKED;
        String name = parked ? "saga.parked" : "saga.ended";
        count(name, 1, "definition", definition, "outcome", moved.state().status().wire());
      }
    }
  }

  private void retries(String definition, List<SagaEvent> events) {
    for (SagaEvent event : events) {
      if (event instanceof SagaEvent.RetryScheduled) {
        count("saga.retries", 1, "definition", definition);
      }
    }
  }

  /// How long after its due time a saga was claimed.
  void late(@Nullable Instant dueAt, Instant now) {
    if (dueAt != null) {
      dueLag.record(Duration.between(dueAt, now));
    }
  }

  /// How long after its transition a journal row was published.
  void published(int rows, String lastAt) {
    count("journal.published", rows);
    tailLag.record(Duration.between(Instant.parse(lastAt), clock.now()));
  }

  void deadLetter(String topic) {
    count("messages.dead", 1, "topic", topic);
  }
}
