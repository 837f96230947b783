package io.sagasuite.orchestrator.api.operator;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Parameters;
import io.sagasuite.orchestrator.api.SagaView;
import io.sagasuite.orchestrator.api.SagaViews;
import io.sagasuite.orchestrator.api.operator.ActionReader.Asked;
import io.sagasuite.orchestrator.runtime.SagaActions;
import io.sagasuite.orchestrator.runtime.SagaActions.Acted;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// What a person does to one saga. Each action is decided by the same function as everything else
/// that happens to a saga, and stands in its journal with who did it and why.
@Path("/sagas")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorResource {

  private static final String WORDS = "pause|resume|cancel|retry|skip|compensate";

  private final SagaActions actions;
  private final SagaViews views;
  private final DatabaseClock clock;

  OperatorResource(SagaActions actions, SagaViews views, DatabaseClock clock) {
    this.actions = actions;
    this.views = views;
    this.clock = clock;
  }

  /// Acts on a saga, or tells what that would do.
  @POST
  @Path("/{sagaId}/{action:" + WORDS + "}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Act on a saga",
      description =
          "pause holds it; resume lets it go on; cancel undoes what it has done so far; retry {step?} tries"
              + " again what is parked, has failed or waits for its next attempt; skip {step, output?} goes on"
              + " without a step, or without undoing it; compensate {from?, to?} undoes a saga that has"
              + " finished, whole or between two steps, both inclusive. Answers the saga as it is after"
              + " the action; with dryRun=true nothing is stored or sent, and the answer tells the commands that"
              + " would leave, everything that would be undone in its order, and the status after.")
  @APIResponse(
      responseCode = "200",
      description = "The saga after the action, or the dry run",
      content = @Content(schema = @Schema(oneOf = {SagaView.class, DryRunView.class})))
  @APIResponse(responseCode = "404", description = "There is no such saga")
  @APIResponse(
      responseCode = "409",
      description = "The action does not fit; the detail names those that do")
  @APIResponse(
      responseCode = "422",
      description = "The reason is missing, or a field is not as it must be")
  public Uni<Response> act(
      @PathParam("sagaId") String sagaId,
      @PathParam("action")
          @Schema(enumeration = {"pause", "resume", "cancel", "retry", "skip", "compensate"})
          String action,
      @Parameter(description = "true = only tell what would happen") @QueryParam("dryRun")
          @Nullable String dryRun,
      @Parameter(description = "Who acts, where the body does not say") @HeaderParam("X-Operator")
          @Nullable String operator,
      @Nullable ActionRequest body) {
    UUID id = Parameters.sagaId(sagaId);
    boolean onlyTry = Parameters.flag("dryRun", dryRun);
    return carryOut(id, ActionReader.action(action, body, operator), onlyTry);
  }

  /// Tells a saga something that it waits for, or will.
  @POST
  @Path("/{sagaId}/signals/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send a signal to a saga",
      description =
          "Every step that waits for it goes on with {data} as its output; a signal that comes before it is"
              + " waited for is kept.")
  @APIResponse(
      responseCode = "200",
      description = "The saga after the signal, or the dry run",
      content = @Content(schema = @Schema(oneOf = {SagaView.class, DryRunView.class})))
  @APIResponse(responseCode = "404", description = "There is no such saga")
  @APIResponse(responseCode = "409", description = "The saga takes no signal any more")
  @APIResponse(responseCode = "422", description = "The reason is missing, or a field is wrong")
  public Uni<Response> signal(
      @PathParam("sagaId") String sagaId,
      @PathParam("name") String name,
      @QueryParam("dryRun") @Nullable String dryRun,
      @HeaderParam("X-Operator") @Nullable String operator,
      @Nullable ActionRequest body) {
    UUID id = Parameters.sagaId(sagaId);
    boolean onlyTry = Parameters.flag("dryRun", dryRun);
    return carryOut(id, ActionReader.signal(name, body, operator), onlyTry);
  }

  private Uni<Response> carryOut(UUID sagaId, Asked asked, boolean onlyTry) {
    OperatorActs input = new OperatorActs(asked.action(), asked.by(), asked.reason(), clock.now());
    return onlyTry
        ? actions
            .tryOut(sagaId, input)
            .map(tried -> tried.orElseThrow(() -> Parameters.noSaga(sagaId)))
            .map(tried -> Response.ok(DryRunView.of(tried, input)).build())
        : actions.carryOut(sagaId, input).chain(acted -> answer(sagaId, acted));
  }

  private Uni<Response> answer(UUID sagaId, Acted acted) {
    return switch (acted) {
      case Acted.Done done -> views.of(done.saga(), false).map(view -> Response.ok(view).build());
      case Acted.Refused refused ->
          Uni.createFrom().failure(ProblemException.of(409, refused.reason()));
      case Acted.Unknown _ -> Uni.createFrom().failure(Parameters.noSaga(sagaId));
    };
  }
}
