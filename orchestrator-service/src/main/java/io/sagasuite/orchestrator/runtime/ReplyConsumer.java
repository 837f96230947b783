package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SagaInput.ReplyReceived;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes replies by the batch: read, decide, commit, publish, and only then acknowledge. Trouble
/// with the database or the broker repeats the batch until it passes; a reply that cannot be
/// applied is set aside and its neighbours go on.
@ApplicationScoped
public class ReplyConsumer {

  private static final Logger LOGGER = Logger.getLogger(ReplyConsumer.class);
  private static final Duration BACK_OFF_FIRST = Duration.ofMillis(100);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(2);

  private final SagaRunner runner;
  private final Effects effects;
  private final DeadLetters deadLetters;
  private final DatabaseClock clock;

  ReplyConsumer(SagaRunner runner, Effects effects, DeadLetters deadLetters, DatabaseClock clock) {
    this.runner = runner;
    this.effects = effects;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  @Incoming("saga-replies")
  CompletionStage<Void> onReplies(Message<ConsumerRecords<String, byte[]>> batch) {
    return Uni.createFrom()
        .deferred(() -> apply(batch.getPayload()))
        .onFailure()
        .invoke(failure -> LOGGER.warnf("replies are repeated: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(BACK_OFF_FIRST, BACK_OFF_MAX)
        .indefinitely()
        .chain(() -> Uni.createFrom().completionStage(batch.ack()))
        .subscribeAsCompletionStage();
  }

  private Uni<Void> apply(ConsumerRecords<String, byte[]> replies) {
    Instant now = clock.now();
    Map<ConsumerRecord<String, byte[]>, String> dead = new IdentityHashMap<>(0);
    Map<Trigger, ConsumerRecord<String, byte[]>> origins = new IdentityHashMap<>(replies.count());
    List<Trigger> triggers = new ArrayList<>(replies.count());
    for (ConsumerRecord<String, byte[]> reply : replies) {
      try {
        Trigger trigger = read(reply, now);
        triggers.add(trigger);
        origins.put(trigger, reply);
      } catch (UnreadableMessageException e) {
        dead.put(reply, String.valueOf(e.getMessage()));
      }
    }
    return runner
        .apply(triggers)
        .call(effects::carryOut)
        .chain(advance -> {
          advance.refused().forEach((trigger, reason) -> dead.put(origins.get(trigger), reason));
          return deadLetters.put(dead);
        });
  }

  private static Trigger read(ConsumerRecord<String, byte[]> message, Instant now) {
    ReplyMessage reply = MessageCodec.reply(message.value(), traceparent(message));
    return new Trigger(
        reply.sagaId(),
        new ReplyReceived(reply.step(), reply.direction(), reply.attempt(), reply.outcome(), now));
  }

  private static @Nullable String traceparent(ConsumerRecord<String, byte[]> message) {
    Header header = message.headers().lastHeader(MessageHeaders.TRACEPARENT);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
