package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.api.Paging;
import io.sagasuite.orchestrator.api.Parameters;
import io.sagasuite.orchestrator.api.Preference;
import io.sagasuite.orchestrator.api.RequestValidation;
import io.sagasuite.orchestrator.instance.InstanceReads.InstancePage;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Instances at the door.
@Path("/instances")
@Produces(MediaType.APPLICATION_JSON)
public class InstanceResource {

  private final InstanceAcceptance acceptance;
  private final InstanceDeletion deletion;
  private final RequestValidation validation;
  private final InstanceReads reads;
  private final InstanceAnswers answers;

  InstanceResource(
      InstanceAcceptance acceptance,
      InstanceDeletion deletion,
      RequestValidation validation,
      InstanceReads reads,
      InstanceAnswers answers) {
    this.acceptance = acceptance;
    this.deletion = deletion;
    this.validation = validation;
    this.reads = reads;
    this.answers = answers;
  }

  /// Has an instance made, and waits for it as long as `Prefer: wait` says.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an instance",
      description =
          "The same name with the same request answers with the instance that has it; passwords are not"
              + " compared. A name is free again when its instance is deleted or has failed.")
  @APIResponse(
      responseCode = "202",
      description = "It is being made",
      content = @Content(schema = @Schema(implementation = InstanceView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is at rest, running or failed",
      content = @Content(schema = @Schema(implementation = InstanceView.class)))
  @APIResponse(responseCode = "400", description = "Fields are wrong; all of them are named")
  @APIResponse(responseCode = "409", description = "The name was asked for with other content")
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key stands for another instance")
  @APIResponse(responseCode = "503", description = "Too much is waiting, or nothing can be sealed")
  public Uni<Response> create(
      @Nullable InstanceRequest request,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    InstanceRequest wanted = validation.checked(request, "an instance");
    String key = Parameters.idempotencyKey(idempotencyKey);
    Duration wait = Preference.waitOf(prefer);
    return acceptance
        .submit(wanted, key)
        .chain(isNew ->
            isNew ? answers.ofNew(wanted.name(), wait) : answers.ofKnown(wanted.name(), wait));
  }

  /// Instances, newest first.
  @GET
  @Operation(summary = "Search instances", description = "Newest first.")
  @APIResponse(responseCode = "200", description = "A page of instances")
  @APIResponse(responseCode = "400", description = "A parameter is wrong")
  public Uni<InstancePage> list(
      @Parameter(description = "creating, running, deleting, deleted or failed")
          @QueryParam("state")
          @Nullable String state,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("namespace") @Nullable String namespace,
      @Parameter(description = "1 to 500; 50 when absent") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "A nextCursor that was answered before") @QueryParam("cursor")
          @Nullable String cursor) {
    return reads.page(
        InstanceState.filterOf(state),
        Parameters.text("owner", owner),
        Parameters.text("namespace", namespace),
        Paging.of(limit, cursor));
  }

  /// One instance.
  @GET
  @Path("/{name}")
  @Operation(
      summary = "One instance",
      description = "The health is unknown while provisioning does not answer.")
  @APIResponse(
      responseCode = "200",
      description = "The instance that has this name, or had it last")
  @APIResponse(responseCode = "404", description = "There was never an instance of that name")
  public Uni<InstanceView> get(@PathParam("name") String name) {
    return reads.row(name).chain(reads::view);
  }

  /// Has an instance deleted, with its data.
  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Delete an instance",
      description =
          "With its data. One that is still being made is deleted afterwards. Asking again changes"
              + " nothing.")
  @APIResponse(
      responseCode = "202",
      description = "It is being deleted",
      content = @Content(schema = @Schema(implementation = InstanceView.class)))
  @APIResponse(
      responseCode = "200",
      description = "It is deleted",
      content = @Content(schema = @Schema(implementation = InstanceView.class)))
  @APIResponse(responseCode = "404", description = "There was never an instance of that name")
  public Uni<Response> delete(
      @PathParam("name") String name, @HeaderParam("Prefer") @Nullable String prefer) {
    Duration wait = Preference.waitOf(prefer);
    return reads.row(name).chain(deletion::submit).chain(() -> answers.ofKnown(name, wait));
  }
}
