package io.sagasuite.orchestrator.api.definition;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Selection.InvalidSelectionException;
import io.sagasuite.saga.plan.SagaPlan;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Dry runs of definitions: nothing is stored and nothing is sent.
@Path("/definitions")
@Produces(MediaType.APPLICATION_JSON)
public class PlanResource {

  private final DefinitionReads reads;

  PlanResource(DefinitionReads reads) {
    this.reads = reads;
  }

  /// What a saga of the definition would do with this input.
  @POST
  @Path("/{name}/plan")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Dry run of a definition",
      description =
          "Batches in which steps would run, the commands with their input as far as it is known, and what would be"
              + " undone in which order. from and to choose a part, both inclusive; only chooses one step.")
  @APIResponse(responseCode = "200", description = "The plan; inputViolations tells bad input")
  @APIResponse(responseCode = "404", description = "There is no such definition or version")
  @APIResponse(responseCode = "422", description = "There is no such part of the definition")
  public Uni<PlanView> plan(@PathParam("name") String name, @Nullable PlanRequest body) {
    PlanRequest request = body == null ? new PlanRequest(null, null, null, null, null) : body;
    return reads
        .parsed(name, request.version() == null ? null : request.version().toString())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(definition -> PlanView.of(plan(definition, request)));
  }

  private static SagaPlan plan(SagaDefinition definition, PlanRequest request) {
    Map<String, Object> input = request.input() == null ? Map.of() : request.input();
    try {
      return SagaPlan.of(definition, input, request.from(), request.to(), request.only());
    } catch (InvalidSelectionException e) {
      throw DefinitionDocuments.refused(e.violations());
    }
  }
}
