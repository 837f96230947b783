package io.sagasuite.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalEntry;
import io.sagasuite.orchestrator.store.SagaEntity;
import io.sagasuite.orchestrator.store.SagaLists;
import io.sagasuite.orchestrator.store.SagaLists.SagaFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sagas of any definition, to be read.
@Path("/sagas")
@Produces(MediaType.APPLICATION_JSON)
public class SagaResource {

  /// A page of sagas.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SagaPage(
      List<SagaSummary> sagas, @Nullable String nextCursor, @Nullable Long count) {}

  /// A saga's journal.
  public record Journal(UUID sagaId, List<JournalEntry> events) {}

  private static final int JOURNAL_MAX = 10_000;

  private final SagaLists sagas;
  private final SagaReads reads;
  private final JournalStore journal;

  SagaResource(SagaLists sagas, SagaReads reads, JournalStore journal) {
    this.sagas = sagas;
    this.reads = reads;
    this.journal = journal;
  }

  /// Sagas, newest first.
  @GET
  public Uni<SagaPage> list(
      @QueryParam("definition") @Nullable String definition,
      @QueryParam("status") @Nullable String status,
      @QueryParam("businessKey") @Nullable String businessKey,
      @QueryParam("createdAfter") @Nullable String createdAfter,
      @QueryParam("createdBefore") @Nullable String createdBefore,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("count") @Nullable String count) {
    Paging paging = Paging.of(limit, cursor);
    SagaFilter filter =
        new SagaFilter(
            Parameters.text("definition", definition),
            Parameters.statuses(status),
            null,
            Parameters.text("businessKey", businessKey),
            null,
            Parameters.time("createdAfter", createdAfter),
            Parameters.time("createdBefore", createdBefore),
            paging.after());
    Uni<SagaPage> page = sagas.page(filter, paging.rows()).map(rows -> page(rows, paging));
    return "true".equals(count)
        ? page.chain(
            one -> sagas.count(filter).map(all -> new SagaPage(one.sagas(), one.nextCursor(), all)))
        : page;
  }

  private static SagaPage page(List<SagaEntity> rows, Paging paging) {
    return new SagaPage(
        paging.shown(rows).stream().map(SagaSummary::of).toList(),
        paging.next(rows, saga -> saga.sagaId),
        null);
  }

  /// One saga with all its steps.
  @GET
  @Path("/{sagaId}")
  public Uni<SagaView> get(@PathParam("sagaId") String sagaId) {
    return reads.saga(sagaId).map(saga -> SagaView.of(saga.toState()));
  }

  /// The saga's journal, in order.
  @GET
  @Path("/{sagaId}/events")
  public Uni<Journal> events(@PathParam("sagaId") String sagaId) {
    return reads
        .saga(sagaId)
        .chain(saga -> journal.entries(saga.sagaId, 0, JOURNAL_MAX))
        .map(entries -> new Journal(UUID.fromString(sagaId), entries));
  }
}
