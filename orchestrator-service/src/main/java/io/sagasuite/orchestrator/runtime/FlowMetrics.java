package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaInput.ReplyReceived;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is counted and measured about the way of messages, due times and journal rows through this
/// orchestrator.
@ApplicationScoped
class FlowMetrics {

  private static final String DEAD_LETTERS = "messages.dead";
  private static final String TOPIC = "topic";

  private final Meters meters;
  private final DatabaseClock clock;
  private final DistributionSummary replyBatch;
  private final Timer dueLag;
  private final Timer tailLag;

  FlowMetrics(MeterRegistry registry, DatabaseClock clock) {
    this.meters = new Meters(registry);
    this.clock = clock;
    this.replyBatch = registry.summary("saga.replies.batch");
    this.dueLag = registry.timer("saga.due.lag");
    this.tailLag = registry.timer("journal.tail.lag");
    // From nought, or the first dead letter would be no increase.
    List.of(Topics.REPLIES, Topics.commandsOf(SagaEffects.ORCHESTRATOR))
        .forEach(topic -> meters.counter(DEAD_LETTERS, TOPIC, topic));
  }

  void replies(Collection<Trigger> triggers) {
    replyBatch.record(triggers.size());
    Map<String, Integer> outcomes = HashMap.newHashMap(3);
    for (Trigger trigger : triggers) {
      if (trigger.input() instanceof ReplyReceived reply) {
        outcomes.merge(MessageCodec.word(reply.outcome()), 1, Integer::sum);
      }
    }
    outcomes.forEach((outcome, replies) ->
        meters.counter("saga.replies", "outcome", outcome).increment(replies));
  }

  /// How long after its due time a saga was claimed.
  void late(@Nullable Instant dueAt, Instant now) {
    if (dueAt != null) {
      dueLag.record(Meters.elapsed(dueAt, now));
    }
  }

  /// How long after its transition a journal row was published.
  void published(int rows, String lastAt) {
    meters.counter("journal.published").increment(rows);
    tailLag.record(Meters.elapsed(Instant.parse(lastAt), clock.now()));
  }

  void deadLetter(String topic) {
    meters.counter(DEAD_LETTERS, TOPIC, topic).increment();
  }
}
