package io.sagasuite.messaging.participant;

import io.quarkus.runtime.ShutdownEvent;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.InboxStore;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.kafka.JoinedBatches;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The participant's side of every saga: takes a batch of commands, applies what is new in local
/// transactions, publishes the replies, old and new, and acknowledges. It never fails because a
/// server is away, it waits.
///
/// A service gives it an outgoing channel named `replies`, a consumer that passes its batches on,
/// and its handlers as beans.
@Singleton
public final class Participant {

  private final Vertx vertx;
  private final RoundRunner runner;
  private final ReplyRelay relay;
  private final InboxStore inbox;
  private final JoinedBatches batches;

  Participant(Vertx vertx, RoundRunner runner, ReplyRelay relay, InboxStore inbox) {
    this.vertx = vertx;
    this.runner = runner;
    this.relay = relay;
    this.inbox = inbox;
    this.batches = new JoinedBatches(vertx, this::process);
  }

  /// Takes over what one poll brought; completes when there is room for more.
  public CompletionStage<Void> take(Message<ConsumerRecords<String, byte[]>> polled) {
    return batches.take(polled);
  }

  void end(@Observes ShutdownEvent event) {
    batches.stop();
  }

  /// Handles a polled batch to its end: applied, recorded, answered.
  public Uni<Void> process(Iterable<ConsumerRecord<String, byte[]>> records) {
    Instant startedAt = Instant.now();
    Persistence persistence = Persistence.here(vertx);
    CommandBatch batch = CommandBatch.of(records, runner.commands());
    Uni<Void> applied = Uni.createFrom().voidItem();
    for (List<IncomingCommand> round : batch.rounds()) {
      applied =
          applied
              .chain(() -> persistence.until("a batch", () -> runner.run(round)))
              .invoke(batch.answers()::addAll)
              .replaceWithVoid();
    }
    return applied.chain(() -> relay.publish(persistence, batch.answers(), startedAt));
  }

  /// Records the outcomes of deferred commands within a transaction. What it gives back is to be
  /// passed to [#publish] once that has committed; what was fenced meanwhile is missing from it.
  public Uni<List<HandledCommand>> complete(LocalTransaction tx, List<Completion> completions) {
    return inbox.complete(tx, completions);
  }

  /// Lets no new command for these steps be applied until the transaction ends.
  public Uni<Void> hold(LocalTransaction tx, List<StepKey> steps) {
    return inbox.hold(tx, steps);
  }

  /// Publishes the replies of completed commands.
  public Uni<Void> publish(List<HandledCommand> completed, Instant startedAt) {
    Answers answers = new Answers();
    completed.stream().map(HandledCommand::reply).forEach(answers.replies()::add);
    return relay.publish(Persistence.here(vertx), answers, startedAt);
  }
}
