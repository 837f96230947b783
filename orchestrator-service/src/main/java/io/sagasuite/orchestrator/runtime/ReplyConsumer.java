package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.messaging.kafka.JoinedBatches;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SagaInput.ReplyReceived;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Takes replies by the batch: read, decide, commit, publish, and only then acknowledge. Trouble
/// with the database or the broker repeats the batch until it passes; a reply that cannot be
/// applied is set aside and its neighbours go on.
@ApplicationScoped
public class ReplyConsumer {

  private final SagaRunner runner;
  private final Effects effects;
  private final DeadLetters deadLetters;
  private final DatabaseClock clock;
  private final FlowMetrics metrics;
  private final JoinedBatches batches;

  ReplyConsumer(
      SagaRunner runner,
      Effects effects,
      DeadLetters deadLetters,
      DatabaseClock clock,
      FlowMetrics metrics,
      ReplySpans spans,
      Vertx vertx) {
    this.runner = runner;
    this.effects = effects;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.metrics = metrics;
    this.batches = new JoinedBatches(vertx, spans.around(this::handle));
  }

  @Incoming("saga-replies")
  CompletionStage<Void> onReplies(Message<ConsumerRecords<String, byte[]>> polled) {
    return batches.take(polled);
  }

  void end(@Observes ShutdownEvent event) {
    batches.stop();
  }

  private Uni<Void> handle(List<ConsumerRecord<String, byte[]>> batch) {
    Map<ConsumerRecord<String, byte[]>, String> dead = new IdentityHashMap<>(0);
    Map<Trigger, ConsumerRecord<String, byte[]>> replies = read(batch, dead);
    metrics.replies(replies.keySet());
    return UntilItWorks.repeat("replies", () -> runner.apply(List.copyOf(replies.keySet())))
        .chain(advance -> {
          advance.refused().forEach((reply, reason) -> dead.put(replies.get(reply), reason));
          Uni<Void> sending = effects.carryOut(advance);
          return UntilItWorks.repeat("replies", () -> sending);
        })
        .chain(() -> UntilItWorks.repeat("replies", () -> deadLetters.put(dead)));
  }

  /// The batch's replies, in order; what cannot be read is set aside.
  private Map<Trigger, ConsumerRecord<String, byte[]>> read(
      List<ConsumerRecord<String, byte[]>> batch,
      Map<ConsumerRecord<String, byte[]>, String> dead) {
    Instant now = clock.now();
    Map<Trigger, ConsumerRecord<String, byte[]>> replies =
        LinkedHashMap.newLinkedHashMap(batch.size());
    for (ConsumerRecord<String, byte[]> message : batch) {
      try {
        replies.put(read(message, now), message);
      } catch (UnreadableMessageException e) {
        dead.put(message, String.valueOf(e.getMessage()));
      }
    }
    return replies;
  }

  private static Trigger read(ConsumerRecord<String, byte[]> message, Instant now) {
    ReplyMessage reply = MessageCodec.reply(message.value(), null);
    return new Trigger(
        reply.sagaId(),
        new ReplyReceived(reply.step(), reply.direction(), reply.attempt(), reply.outcome(), now));
  }
}
