package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.messaging.tracing.MessageSpans;
import io.sagasuite.messaging.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// One span for every reply whose trace is sampled, from when its batch was taken up until it was
/// committed and everything that follows from it was published. A reply is read a second time for
/// it, which costs the few that are sampled and nobody else.
@ApplicationScoped
class ReplySpans {

  private final MessageSpans spans;

  ReplySpans(MessageSpans spans) {
    this.spans = spans;
  }

  /// The handler of a batch, and the spans of what it has handled.
  Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> around(
      Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> handler) {
    return batch -> {
      Instant startedAt = Instant.now();
      return handler
          .apply(batch)
          .invoke(() ->
              batch.stream()
                  .filter(ReplySpans::isSampled)
                  .forEach(message -> handled(message, startedAt)));
    };
  }

  private static boolean isSampled(ConsumerRecord<String, byte[]> message) {
    Header traceparent = message.headers().lastHeader(MessageHeaders.TRACEPARENT);
    return traceparent != null && TraceParent.isSampled(traceparent.value());
  }

  private void handled(ConsumerRecord<String, byte[]> message, Instant startedAt) {
    String traceparent = KafkaRecords.header(message.headers(), MessageHeaders.TRACEPARENT);
    try {
      ReplyMessage reply = MessageCodec.reply(message.value(), traceparent);
      spans.process(message.topic(), reply, startedAt).end();
    } catch (UnreadableMessageException _) {
      // It lies with the dead letters, with its reason.
      return;
    }
  }
}
