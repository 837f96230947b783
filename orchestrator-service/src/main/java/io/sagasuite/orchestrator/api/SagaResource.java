package io.sagasuite.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalEntry;
import io.sagasuite.orchestrator.store.SagaLineEntity;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  private final SagaViews views;

  SagaResource(SagaLists sagas, SagaReads reads, JournalStore journal, SagaViews views) {
    this.sagas = sagas;
    this.reads = reads;
    this.journal = journal;
    this.views = views;
  }

  /// Sagas, newest first.
  @GET
  @Operation(
      summary = "Search sagas",
      description =
          "Newest first. A page goes on where the one before ended, whatever sagas have begun"
              + " meanwhile; nextCursor is absent on the last page. count=true also counts all that fit.")
  @APIResponse(responseCode = "200", description = "A page of sagas")
  @APIResponse(responseCode = "400", description = "Parameters are wrong; all of them are named")
  public Uni<SagaPage> list(
      @QueryParam("definition") @Nullable String definition,
      @Parameter(description = "Statuses, separated by commas") @QueryParam("status")
          @Nullable String status,
      @Parameter(description = "The business key, whole") @QueryParam("businessKey")
          @Nullable String businessKey,
      @QueryParam("createdAfter") @Nullable String createdAfter,
      @QueryParam("createdBefore") @Nullable String createdBefore,
      @Parameter(description = "1 to 500; 50 when absent") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "A nextCursor that was answered before") @QueryParam("cursor")
          @Nullable String cursor,
      @QueryParam("count") @Nullable String count) {
    Checks checks = new Checks();
    Paging size = checks.read(() -> Paging.of(limit, null));
    Paging place = checks.read(() -> Paging.of(null, cursor));
    Boolean counted = checks.read(() -> Parameters.flag("count", count));
    SagaFilter filter =
        new SagaFilter(
            checks.read(() -> Parameters.text("definition", definition)),
            Objects.requireNonNullElse(checks.read(() -> Parameters.statuses(status)), Set.of()),
            null,
            checks.read(() -> Parameters.text("businessKey", businessKey)),
            null,
            checks.read(() -> Parameters.time("createdAfter", createdAfter)),
            checks.read(() -> Parameters.time("createdBefore", createdBefore)),
            null);
    checks.throwIfAny(400);
    Paging paging =
        new Paging(Objects.requireNonNull(size).limit(), Objects.requireNonNull(place).after());
    return page(filter, paging, Boolean.TRUE.equals(counted));
  }

  private Uni<SagaPage> page(SagaFilter filter, Paging paging, boolean counted) {
    Uni<List<SagaLineEntity>> rows = sagas.lines(filter.before(paging.after()), paging.rows());
    return counted
        ? rows.chain(lines -> sagas.count(filter).map(all -> page(lines, paging, all)))
        : rows.map(lines -> page(lines, paging, null));
  }

  private static SagaPage page(List<SagaLineEntity> rows, Paging paging, @Nullable Long count) {
    return new SagaPage(
        paging.shown(rows).stream().map(SagaSummary::of).toList(),
        paging.next(rows, saga -> saga.sagaId),
        count);
  }

  /// One saga with all its steps.
  @GET
  @Path("/{sagaId}")
  @Operation(
      summary = "One saga with all its steps",
      description =
          "A step that runs over a list has its elements under items: how many are in which status, and the"
              + " first 100 of them, or with items=all all of them.")
  @APIResponse(responseCode = "200", description = "The saga")
  @APIResponse(responseCode = "400", description = "items is not 'all'")
  @APIResponse(responseCode = "404", description = "There is no such saga")
  public Uni<SagaView> get(
      @PathParam("sagaId") String sagaId, @QueryParam("items") @Nullable String items) {
    if (items != null && !items.equals("all")) {
      throw ProblemException.refused("items", "must be 'all'");
    }
    return reads.saga(sagaId).chain(saga -> views.of(saga.toState(), items != null));
  }

  /// The saga's journal, in order.
  @GET
  @Path("/{sagaId}/events")
  @Operation(
      summary = "A saga's journal, in order",
      description = "As server-sent events, as it grows, with Accept: text/event-stream.")
  @APIResponse(responseCode = "200", description = "The journal")
  @APIResponse(responseCode = "404", description = "There is no such saga")
  public Uni<Journal> events(@PathParam("sagaId") String sagaId) {
    return reads
        .saga(sagaId)
        .chain(saga -> journal.entries(saga.sagaId, 0, JOURNAL_MAX))
        .map(entries -> new Journal(UUID.fromString(sagaId), entries));
  }
}
