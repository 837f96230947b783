package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.messaging.tracing.LogContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where messages go that cannot be read or applied: as they came, with the reason and the place
/// they were found at.
@ApplicationScoped
class DeadLetters {

  private static final Logger LOGGER = Logger.getLogger(DeadLetters.class);

  private final Outbox outbox;
  private final FlowMetrics metrics;

  DeadLetters(Outbox outbox, FlowMetrics metrics) {
    this.outbox = outbox;
    this.metrics = metrics;
  }

  /// Completes when the broker has them all.
  Uni<Void> put(Map<ConsumerRecord<String, byte[]>, String> reasons) {
    reasons.forEach((message, reason) -> {
      try (var _ = LogContext.of(message.key(), traceparentOf(message))) {
        LOGGER.warnf(
            "saga-id=%s dead-letter=%s reason=%s",
            message.key(), KafkaRecords.place(message), reason);
      }
      metrics.deadLetter(message.topic());
    });
    return outbox.send(
        reasons.entrySet().stream()
            .map(entry -> KafkaRecords.deadLetter(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static @Nullable String traceparentOf(ConsumerRecord<String, byte[]> message) {
    return KafkaRecords.header(message.headers(), MessageHeaders.TRACEPARENT);
  }
}
