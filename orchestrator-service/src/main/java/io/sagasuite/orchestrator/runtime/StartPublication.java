package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.NewSaga;
import io.sagasuite.orchestrator.store.RecentSagas;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Sends the first commands of sagas that have just been committed. Nobody waits for it: what does
/// not leave is sent when the saga is due again, so with the broker away it gives up early rather
/// than pile up.
@ApplicationScoped
class StartPublication {

  private static final Logger LOGGER = Logger.getLogger(StartPublication.class);
  private static final int BATCHES_UNDER_WAY_MAX = 64;

  private final MessagePublisher publisher;
  private final SagaObserver observer;
  private final RecentSagas recent;
  private final AtomicInteger underWay = new AtomicInteger();

  StartPublication(MessagePublisher publisher, SagaObserver observer, RecentSagas recent) {
    this.recent = recent;
    this.publisher = publisher;
    this.observer = observer;
  }

  void publish(List<? extends NewSaga> started) {
    recent.stored(started.stream().map(saga -> StoredSaga.begun(saga.start().state())).toList());
    started.forEach(saga -> observer.began(saga.start()));
    List<SendCommand> commands =
        started.stream().flatMap(saga -> saga.start().commands().stream()).toList();
    List<SendReply> replies =
        started.stream().map(saga -> saga.start().reply()).filter(Objects::nonNull).toList();
    if (commands.isEmpty() && replies.isEmpty()) {
      return;
    }
    if (underWay.incrementAndGet() > BATCHES_UNDER_WAY_MAX) {
      underWay.decrementAndGet();
      return;
    }
    publisher
        .publish(commands, replies)
        .onTermination()
        .invoke(() -> underWay.decrementAndGet())
        .subscribe()
        .with(
            done -> {},
            failure ->
                LOGGER.warnf(
                    "commands=%d of new sagas did not leave and follow when due: %s",
                    commands.size(), failure));
  }
}
