package io.sagasuite.orchestrator.runtime;

import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.messaging.kafka.JoinedBatches;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.messaging.tracing.MessageSpans;
import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.saga.decision.SagaEffects;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Takes the commands that sagas send to the orchestrator itself, which to them is a participant
/// like any other, over the same topics: to run and undo child sagas, to signal sagas, and to wait
/// for the end of one.
@ApplicationScoped
public class OwnCommands {

  /// Commands are idempotent and concern different sagas, mostly, so a few may go side by side.
  private static final int AT_ONCE = 16;

  private static final String TOPIC = Topics.commandsOf(SagaEffects.ORCHESTRATOR);

  private final OwnDispatch dispatch;
  private final DeadLetters deadLetters;
  private final MessageSpans spans;
  private final JoinedBatches batches;

  OwnCommands(OwnDispatch dispatch, DeadLetters deadLetters, MessageSpans spans, Vertx vertx) {
    this.spans = spans;
    this.dispatch = dispatch;
    this.deadLetters = deadLetters;
    this.batches = new JoinedBatches(vertx, this::handle);
  }

  @Incoming("child-sagas")
  CompletionStage<Void> onCommands(Message<ConsumerRecords<String, byte[]>> polled) {
    return batches.take(polled);
  }

  void end(@Observes ShutdownEvent event) {
    batches.stop();
  }

  private Uni<Void> handle(List<ConsumerRecord<String, byte[]>> batch) {
    Map<ConsumerRecord<String, byte[]>, String> dead = new IdentityHashMap<>(0);
    List<CommandMessage> readable = new ArrayList<>(batch.size());
    for (ConsumerRecord<String, byte[]> message : batch) {
      try {
        CommandMessage command = read(message);
        readable.add(command);
        if (!OwnDispatch.knows(command)) {
          dead.put(message, "'" + command.command() + "' is no command of ours");
        }
      } catch (UnreadableMessageException e) {
        dead.put(message, String.valueOf(e.getMessage()));
      }
    }
    return Multi.createFrom()
        .iterable(readable)
        .onItem()
        .transformToUni(
            command -> UntilItWorks.repeat("commands to the orchestrator", () -> traced(command)))
        .merge(AT_ONCE)
        .collect()
        .last()
        .chain(() -> UntilItWorks.repeat("dead letters", () -> deadLetters.put(dead)));
  }

  /// What follows from a command whose trace is sampled follows from the span of its processing.
  private Uni<Void> traced(CommandMessage command) {
    if (!TraceParent.isSampled(command.traceparent())) {
      return dispatch.carryOut(command);
    }
    Span span = spans.process(TOPIC, command, Instant.now());
    return dispatch
        .carryOut(command.withTraceparent(TraceParent.of(span.getSpanContext())))
        .onFailure()
        .invoke(failure -> MessageSpans.failed(span, failure.getClass().getName()))
        .onTermination()
        .invoke(() -> span.end());
  }

  private static CommandMessage read(ConsumerRecord<String, byte[]> message) {
    String traceparent = KafkaRecords.header(message.headers(), MessageHeaders.TRACEPARENT);
    return MessageCodec.command(message.value(), traceparent);
  }
}
