package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.messaging.kafka.JoinedBatches;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.saga.decision.SagaEffects;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Takes the commands by which sagas run and undo child sagas: to its parent a child is a
/// participant like any other, over the same topics.
@ApplicationScoped
public class ChildSagas {

  private static final Set<String> COMMANDS = Set.of(SagaEffects.RUN_SAGA, SagaEffects.UNDO_SAGA);

  /// Requests are idempotent and concern different sagas, mostly, so a few may go side by side.
  private static final int AT_ONCE = 16;

  private final ChildRequests requests;
  private final DeadLetters deadLetters;
  private final JoinedBatches batches;

  ChildSagas(ChildRequests requests, DeadLetters deadLetters, Vertx vertx) {
    this.requests = requests;
    this.deadLetters = deadLetters;
    this.batches = new JoinedBatches(vertx, this::handle);
  }

  @Incoming("child-sagas")
  CompletionStage<Void> onCommands(Message<ConsumerRecords<String, byte[]>> polled) {
    return batches.take(polled);
  }

  private Uni<Void> handle(List<ConsumerRecord<String, byte[]>> batch) {
    Map<ConsumerRecord<String, byte[]>, String> dead = new IdentityHashMap<>(0);
    List<ChildRequest> readable = new ArrayList<>(batch.size());
    for (ConsumerRecord<String, byte[]> message : batch) {
      try {
        readable.add(read(message));
      } catch (UnreadableMessageException e) {
        dead.put(message, String.valueOf(e.getMessage()));
      }
    }
    return Multi.createFrom()
        .iterable(readable)
        .onItem()
        .transformToUni(request ->
            UntilItWorks.repeat("commands of child sagas", () -> requests.carryOut(request)))
        .merge(AT_ONCE)
        .collect()
        .last()
        .chain(() -> UntilItWorks.repeat("dead letters", () -> deadLetters.put(dead)));
  }

  private static ChildRequest read(ConsumerRecord<String, byte[]> message) {
    String traceparent = KafkaRecords.header(message.headers(), MessageHeaders.TRACEPARENT);
    var command = MessageCodec.command(message.value(), traceparent);
    if (!COMMANDS.contains(command.command())) {
      throw new UnreadableMessageException("'" + command.command() + "' is no command of ours");
    }
    return ChildRequest.of(command);
  }
}
