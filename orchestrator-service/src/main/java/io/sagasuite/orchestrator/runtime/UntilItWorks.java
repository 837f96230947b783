package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Repeats work on a batch until the database and the broker let it pass: what was polled is
/// acknowledged only afterwards, so giving up would lose it.
final class UntilItWorks {

  private static final Logger LOGGER = Logger.getLogger(UntilItWorks.class);
  private static final Duration BACK_OFF_FIRST = Duration.ofMillis(100);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(2);

  private UntilItWorks() {}

  static <T> Uni<T> repeat(String what, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> work.get())
        .onFailure()
        .invoke(failure -> LOGGER.warnf("%s are kept and tried again: %s", what, failure))
        .onFailure()
        .retry()
        .withBackOff(BACK_OFF_FIRST, BACK_OFF_MAX)
        .indefinitely();
  }
}
