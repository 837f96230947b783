package io.sagasuite.messaging.participant;

import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.kafka.BatchSender;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.messaging.tracing.MessageSpans;
import io.sagasuite.messaging.tracing.SentSpans;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes replies and dead letters, and completes when the broker has all of them.
@Singleton
final class ReplyRelay {

  private static final Logger LOGGER = Logger.getLogger(ReplyRelay.class);
  private static final String CHANNEL = "replies";

  private final KafkaClientService kafka;
  private final MessageCodec codec;
  private final String commandTopic;
  private final MessageSpans spans;
  private final CommandMetrics metrics;

  ReplyRelay(
      KafkaClientService kafka,
      MessageSpans spans,
      CommandMetrics metrics,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.kafka = kafka;
    this.codec = new MessageCodec("/" + service);
    this.commandTopic = Topics.commandsOf(service);
    this.spans = spans;
    this.metrics = metrics;
  }

  Uni<Void> publish(Persistence persistence, Answers answers, Instant startedAt) {
    SentSpans sent = new SentSpans(spans);
    List<ProducerRecord<String, byte[]>> records = records(answers, startedAt, sent);
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sent.endingWith(persistence.until("publishing replies", () -> sender().send(records)));
  }

  private BatchSender sender() {
    return new BatchSender(kafka.getProducer(CHANNEL));
  }

  private List<ProducerRecord<String, byte[]>> records(
      Answers answers, Instant startedAt, SentSpans sent) {
    Instant now = Instant.now();
    Duration took = Duration.between(startedAt, now);
    List<ProducerRecord<String, byte[]>> records =
        new ArrayList<>(answers.replies().size() + answers.deadLetters().size());
    for (DeadLetter letter : answers.deadLetters()) {
      metrics.deadLetter();
      try (var _ = LogContext.of(letter.origin().key(), traceparentOf(letter))) {
        LOGGER.warnf(
            "saga-id=%s dead-letter=%s reason=%s",
            letter.origin().key(), KafkaRecords.place(letter.origin()), letter.reason());
      }
      records.add(KafkaRecords.deadLetter(letter.origin(), letter.reason()));
    }
    int batchSize = answers.replies().size();
    for (ReplyMessage reply : answers.replies()) {
      metrics.answered(reply, took);
      ReplyMessage traced = sent.answering(commandTopic, reply, startedAt, batchSize);
      records.add(KafkaRecords.of(Topics.REPLIES, codec.encode(traced, now)));
    }
    return records;
  }

  private static @Nullable String traceparentOf(DeadLetter letter) {
    return KafkaRecords.header(letter.origin().headers(), MessageHeaders.TRACEPARENT);
  }
}
