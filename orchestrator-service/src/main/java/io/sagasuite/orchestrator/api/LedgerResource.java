package io.sagasuite.orchestrator.api;

import io.sagasuite.orchestrator.ledger.Ledger;
import io.sagasuite.orchestrator.ledger.LedgerPicture;
import io.sagasuite.orchestrator.ledger.LedgerWriter;
import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalEntry;
import io.sagasuite.orchestrator.store.SagaEntity;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/// What a saga has done, undone and left behind, as data and as a picture.
@Path("/sagas")
public class LedgerResource {

  private static final int JOURNAL_MAX = 10_000;

  private final SagaReads reads;
  private final JournalStore journal;
  private final Definitions definitions;
  private final TraceLinks traces;

  LedgerResource(
      SagaReads reads, JournalStore journal, Definitions definitions, TraceLinks traces) {
    this.traces = traces;
    this.reads = reads;
    this.journal = journal;
    this.definitions = definitions;
  }

  /// The ledger as data.
  @GET
  @Path("/{sagaId}/ledger")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What a saga has done, undone and left behind",
      description =
          "Per step, in the order in which they depend on each other; with Accept: text/plain as a picture, which"
              + " shows of very many elements those that tell most.")
  @APIResponse(responseCode = "200", description = "The ledger")
  @APIResponse(responseCode = "404", description = "There is no such saga")
  public Uni<Ledger> ledger(@PathParam("sagaId") String sagaId) {
    return reads.saga(sagaId).chain(saga -> write(saga.toState()));
  }

  /// The ledger as a picture in plain text.
  @GET
  @Path("/{sagaId}/ledger")
  @Produces(MediaType.TEXT_PLAIN)
  public Uni<String> picture(@PathParam("sagaId") String sagaId) {
    return reads
        .saga(sagaId)
        .map(SagaEntity::toState)
        .chain(saga -> write(saga).map(ledger -> LedgerPicture.of(ledger, traces.of(saga))));
  }

  private Uni<Ledger> write(SagaState saga) {
    Definitions.Key key = new Definitions.Key(saga.definition(), saga.definitionVersion());
    return definitions
        .load(List.of(key))
        .chain(() -> journal.entries(saga.sagaId(), 0, JOURNAL_MAX))
        .map(entries ->
            LedgerWriter.write(
                definitions.loaded(key),
                saga,
                entries.stream().map(JournalEntry::events).flatMap(List::stream).toList()));
  }
}
