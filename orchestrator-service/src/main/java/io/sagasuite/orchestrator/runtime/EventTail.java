package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.orchestrator.store.JournalTail;
import io.sagasuite.orchestrator.store.JournalTail.Cursor;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.store.JournalTailStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The only publisher of the journal: one orchestrator at a time follows it in the order of commits
/// and publishes every row exactly once. A thread of its own, because it is a loop and nothing
/// else.
///
/// After a crash the topics themselves tell how far it had come, so the stored cursor may lag: it
/// only bounds how much is read again.
@ApplicationScoped
public class EventTail {

  private static final Logger LOGGER = Logger.getLogger(EventTail.class);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration RETAKE_PAUSE = Duration.ofMillis(500);
  private static final long SAVE_EVERY_NS = Duration.ofMillis(500).toNanos();

  private final JournalTailStore store;
  private final EventProducer producers;
  private final TopicEnds topics;
  private final TailSettings settings;
  private final FlowMetrics metrics;
  private final UUID holder = UUID.randomUUID();
  private final Thread thread =
      Thread.ofPlatform().name("event-tail").daemon().unstarted(this::run);
  private volatile boolean running;

  EventTail(
      JournalTailStore store,
      EventProducer producers,
      TopicEnds topics,
      TailSettings settings,
      FlowMetrics metrics) {
    this.store = store;
    this.producers = producers;
    this.topics = topics;
    this.settings = settings;
    this.metrics = metrics;
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    running = true;
    thread.start();
  }

  void end(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    running = false;
    thread.join(Duration.ofSeconds(3));
  }

  private void run() {
    while (running) {
      try {
        await(store.acquire()).ifPresent(this::hold);
      } catch (RuntimeException e) {
        if (running) {
          LOGGER.warnf("event tail lost, to be taken again: %s", e);
        }
      }
      pause(RETAKE_PAUSE);
    }
  }

  private void hold(JournalTail tail) {
    try {
      Cursor cursor = await(tail.begin(holder));
      LOGGER.infof("tail taken at txid=%d interrupted=%s", cursor.txid(), cursor.interrupted());
      if (cursor.interrupted()) {
        pause(settings.settle());
      }
      try (var publisher = new EventPublisher(producers.open(), topics, cursor)) {
        tail.whenLost(publisher::close);
        follow(tail, publisher);
      }
      await(tail.leave());
    } finally {
      await(tail.close().onFailure().recoverWithNull());
    }
  }

  private void follow(JournalTail tail, EventPublisher publisher) {
    long txid = publisher.resume();
    long savedAt = System.nanoTime();
    boolean saved = true;
    while (running) {
      List<TailRow> rows = await(tail.after(txid, settings.batchMax()));
      if (!rows.isEmpty()) {
        publisher.publish(rows);
        txid = rows.getLast().position().txid();
        metrics.published(rows.size(), rows.getLast().at());
        saved = false;
      }
      if (!saved && System.nanoTime() - savedAt > SAVE_EVERY_NS) {
        await(tail.save(txid, publisher.ends()));
        saved = true;
        savedAt = System.nanoTime();
      }
      if (rows.size() < settings.batchMax()) {
        pause(settings.pollInterval());
      }
    }
    await(tail.save(txid, publisher.ends()));
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(ANSWER_TIMEOUT);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
