package io.sagasuite.orchestrator.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.orchestrator.api.operator.BulkReader.BulkAsked;
import io.sagasuite.orchestrator.runtime.SagaActions;
import io.sagasuite.orchestrator.runtime.SagaActions.Tried;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.SagaLists;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// One action on many sagas: in batches, each of them one transaction, every saga with its own line
/// in its own journal.
@Path("/sagas")
@Produces(MediaType.APPLICATION_JSON)
public class BulkResource {

  private static final int BATCH_MAX = 50;

  /// What became of it.
  ///
  /// @param matched how many sagas fit the filter, from the cursor on
  /// @param applied how many the action changed, or would change in a dry run
  /// @param refused those that it does not fit, with the reason
  /// @param remaining how many fit the filter behind those that were looked at
  /// @param nextCursor where the next call goes on; absent when nothing remains
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BulkView(
      long matched,
      int applied,
      List<Refusal> refused,
      long remaining,
      boolean dryRun,
      @Nullable String nextCursor) {}

  /// A saga that stays as it is.
  public record Refusal(UUID sagaId, String reason) {}

  private final SagaActions actions;
  private final SagaLists sagas;
  private final DatabaseClock clock;

  BulkResource(SagaActions actions, SagaLists sagas, DatabaseClock clock) {
    this.actions = actions;
    this.sagas = sagas;
    this.clock = clock;
  }

  /// Acts on the newest sagas that fit the filter.
  @POST
  @Path("/bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Act on many sagas",
      description =
          "Newest first, at most 1,000 in one call; while something remains, the same call with the answer's"
              + " nextCursor as cursor goes on. A saga that the action does not fit is named with the"
              + " reason and holds up no other.")
  @APIResponse(responseCode = "200", description = "What became of it")
  @APIResponse(responseCode = "400", description = "The body is not as it must be")
  @APIResponse(responseCode = "422", description = "A field is wrong, or the filter is empty")
  public Uni<BulkView> act(
      @HeaderParam("X-Operator") @Nullable String operator, @Nullable BulkRequest body) {
    BulkAsked asked = BulkReader.read(body, operator);
    OperatorActs input =
        new OperatorActs(
            asked.asked().action(), asked.asked().by(), asked.asked().reason(), clock.now());
    return sagas
        .count(asked.filter().before(asked.cursor()))
        .chain(matched ->
            sagas
                .lines(asked.filter().before(asked.cursor()), asked.limit())
                .map(lines -> lines.stream().map(line -> line.sagaId).toList())
                .chain(ids ->
                    carryOut(ids, input, asked.dryRun())
                        .map(refused -> view(asked, matched, ids, refused))));
  }

  /// Those that refused.
  private Uni<Map<UUID, String>> carryOut(List<UUID> ids, OperatorActs input, boolean dryRun) {
    List<List<UUID>> batches = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += BATCH_MAX) {
      batches.add(ids.subList(from, Math.min(from + BATCH_MAX, ids.size())));
    }
    return Multi.createFrom()
        .iterable(batches)
        .onItem()
        .transformToUniAndConcatenate(
            batch -> dryRun ? tryOut(batch, input) : actions.carryOutOnAll(batch, input))
        .collect()
        .in(LinkedHashMap<UUID, String>::new, Map::putAll)
        .map(refused -> refused);
  }

  private Uni<Map<UUID, String>> tryOut(List<UUID> ids, OperatorActs input) {
    return actions
        .tryOutOnAll(ids, input)
        .map(tried -> {
          Map<UUID, String> refused = new LinkedHashMap<>();
          tried.forEach((id, one) -> noteRefusal(refused, id, one));
          return refused;
        });
  }

  private static void noteRefusal(Map<UUID, String> refused, UUID id, Tried tried) {
    String rejection = tried.decision().rejection();
    if (rejection != null) {
      refused.put(id, rejection);
    }
  }

  private static BulkView view(
      BulkAsked asked, long matched, List<UUID> ids, Map<UUID, String> refused) {
    long remaining = Math.max(0, matched - ids.size());
    return new BulkView(
        matched,
        ids.size() - refused.size(),
        ids.stream()
            .filter(refused::containsKey)
            .map(id -> new Refusal(id, String.valueOf(refused.get(id))))
            .toList(),
        remaining,
        asked.dryRun(),
        remaining > 0 && !ids.isEmpty() ? ids.getLast().toString() : null);
  }
}
