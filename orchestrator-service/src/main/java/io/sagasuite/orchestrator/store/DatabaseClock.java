package io.sagasuite.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/// The database's time, carried on between queries by the monotonic clock of this process: due
/// times are set and judged by one clock, however many orchestrators there are.
@ApplicationScoped
public class DatabaseClock {

  private record Reading(Instant at, long nanoTime) {}

  private final AtomicReference<Reading> last =
      new AtomicReference<>(new Reading(Instant.now(), System.nanoTime()));

  /// The moment by the database's clock, in its resolution of a microsecond.
  public Instant now() {
    Reading reading = last.get();
    return reading
        .at()
        .plusNanos(System.nanoTime() - reading.nanoTime())
        .truncatedTo(ChronoUnit.MICROS);
  }

  /// Takes over a time that a query has just answered.
  void observe(OffsetDateTime databaseTime) {
    last.set(new Reading(databaseTime.toInstant(), System.nanoTime()));
  }
}
