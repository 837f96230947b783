package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalEntry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A saga's journal as it grows, until the saga has ended. A caller that lost its connection goes
/// on behind the version it saw last.
@Path("/sagas")
public class SagaEventStream {

  private static final Duration PACE = Duration.ofMillis(200);
  private static final int ROWS_MAX = 500;
  private static final int STREAMS_MAX = 500;
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final Set<String> ENDED = Set.of("completed", "compensated", "failed");

  private final SagaReads reads;
  private final JournalStore journal;
  private final AtomicInteger streams = new AtomicInteger();

  SagaEventStream(SagaReads reads, JournalStore journal) {
    this.reads = reads;
    this.journal = journal;
  }

  /// The journal's rows as server-sent events, whose id is the version.
  @GET
  @Path("/{sagaId}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(
      @PathParam("sagaId") String sagaId,
      @HeaderParam("Last-Event-ID") @Nullable String lastSeen,
      @Context Sse sse) {
    UUID id = Parameters.sagaId(sagaId);
    AtomicLong version = new AtomicLong(versionOf(lastSeen));
    return reads
        .saga(sagaId)
        .invoke(this::admit)
        .onItem()
        .transformToMulti(saga -> follow(id, version).onTermination().invoke(this::leave))
        .map(entry -> event(sse, entry));
  }

  private void admit() {
    if (streams.incrementAndGet() > STREAMS_MAX) {
      streams.decrementAndGet();
      throw ProblemException.overloaded(
          429, "too many streams are open already", RETRY_AFTER_SECONDS);
    }
  }

  private void leave() {
    streams.decrementAndGet();
  }

  /// Asks at a steady pace; ends when the saga had ended before it was asked for rows in vain.
  private Multi<JournalEntry> follow(UUID sagaId, AtomicLong version) {
    AtomicBoolean ended = new AtomicBoolean();
    return Multi.createBy()
        .repeating()
        .uni(() -> next(sagaId, version, ended))
        .withDelay(PACE)
        .until(rows -> rows.isEmpty() && ended.get())
        .onItem()
        .<JournalEntry>disjoint();
  }

  private Uni<List<JournalEntry>> next(UUID sagaId, AtomicLong version, AtomicBoolean ended) {
    return reads
        .saga(sagaId.toString())
        .invoke(saga -> ended.set(ENDED.contains(saga.status)))
        .chain(() -> journal.entries(sagaId, version.get(), ROWS_MAX))
        .invoke(rows -> {
          if (!rows.isEmpty()) {
            version.set(rows.getLast().version());
          }
        });
  }

  private static long versionOf(@Nullable String lastSeen) {
    return lastSeen != null && lastSeen.matches("[0-9]{1,18}") ? Long.parseLong(lastSeen) : 0;
  }

  private static OutboundSseEvent event(Sse sse, JournalEntry entry) {
    return sse.newEventBuilder()
        .id(Long.toString(entry.version()))
        .name("transition")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(entry)
        .build();
  }
}
