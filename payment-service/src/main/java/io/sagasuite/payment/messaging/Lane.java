package io.sagasuite.payment.messaging;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Work that waits for the gateway, taken up in groups: at once while it is idle, together with
/// whatever else has come in while it is busy. What fails or does not fit is left to the sweep.
final class Lane<T> {

  private static final Logger LOGGER = Logger.getLogger(Lane.class);
  private static final int GROUP_MAX = 500;
  private static final int GROUPS_AT_ONCE_MAX = 2;
  private static final int WAITING_MAX = 20_000;

  private final String name;
  private final Function<List<T>, Uni<Void>> work;
  private final Queue<T> waiting = new ArrayDeque<>();
  private int running;

  Lane(String name, Function<List<T>, Uni<Void>> work) {
    this.name = name;
    this.work = work;
  }

  void add(Collection<T> items) {
    synchronized (waiting) {
      if (waiting.size() + items.size() <= WAITING_MAX) {
        waiting.addAll(items);
      }
    }
    next();
  }

  boolean hasWaiting() {
    synchronized (waiting) {
      return !waiting.isEmpty();
    }
  }

  private void next() {
    List<T> group = take();
    if (!group.isEmpty()) {
      Uni.createFrom()
          .deferred(() -> work.apply(group))
          .subscribe()
          .with(_ -> finished(), failure -> failed(group, failure));
    }
  }

  private List<T> take() {
    synchronized (waiting) {
      List<T> group = new ArrayList<>();
      if (running < GROUPS_AT_ONCE_MAX) {
        while (group.size() < GROUP_MAX && !waiting.isEmpty()) {
          group.add(waiting.remove());
        }
        running += group.isEmpty() ? 0 : 1;
      }
      return group;
    }
  }

  private void failed(List<T> group, Throwable failure) {
    LOGGER.warnf("%s of %d left to the sweep: %s", name, group.size(), failure);
    finished();
  }

  private void finished() {
    synchronized (waiting) {
      running--;
    }
    next();
  }
}
