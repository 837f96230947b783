package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Preference;
import io.sagasuite.orchestrator.api.RequestValidation;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Many instances at once. Each goes its own way; what becomes of one tells nothing of another.
@Path("/instances")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class InstanceBulkResource {

  /// What became of one name: `started`, `exists` where that had been asked for before, `conflict`
  /// where it stands for something else, `unknown` where there is nothing to delete.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BulkResult(
      String name,
      String result,
      @Nullable UUID instanceId,
      @Nullable String state,
      @Nullable String detail) {}

  /// What became of each name, in the order asked for.
  public record BulkResults(List<BulkResult> results) {}

  private record Outcome(BulkResult result, boolean ended) {}

  private final InstanceAcceptance acceptance;
  private final InstanceDeletion deletion;
  private final RequestValidation validation;
  private final InstanceReads reads;
  private final InstanceAnswers answers;

  InstanceBulkResource(
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

  /// Has several instances made.
  @POST
  @Path("/bulk")
  @Operation(
      summary = "Make several instances",
      description =
          "They are called baseName-1 to baseName-count, and their DNS labels, if any, likewise.")
  @APIResponse(
      responseCode = "202",
      description = "What became of each: started, exists or conflict; 200 when all are at rest",
      content = @Content(schema = @Schema(implementation = BulkResults.class)))
  @APIResponse(responseCode = "400", description = "Fields are wrong; all of them are named")
  public Uni<Response> create(
      @Nullable BulkRequest request, @HeaderParam("Prefer") @Nullable String prefer) {
    BulkRequest wanted = validation.checked(request, "several instances");
    Duration wait = Preference.waitOf(prefer);
    return all(
        wanted.requests().stream()
            .map(one -> outcome(one.name(), acceptance.submit(one, null), wait))
            .toList());
  }

  /// Has several instances deleted.
  @POST
  @Path("/bulk/delete")
  @Operation(summary = "Delete several instances", description = "With their data.")
  @APIResponse(
      responseCode = "202",
      description = "What became of each: started, exists or unknown; 200 when all are at rest",
      content = @Content(schema = @Schema(implementation = BulkResults.class)))
  @APIResponse(responseCode = "400", description = "Fields are wrong; all of them are named")
  public Uni<Response> delete(
      @Nullable BulkDeleteRequest request, @HeaderParam("Prefer") @Nullable String prefer) {
    BulkDeleteRequest wanted = validation.checked(request, "names of instances");
    Duration wait = Preference.waitOf(prefer);
    return all(
        wanted.names().stream()
            .distinct()
            .map(name -> outcome(name, reads.row(name).chain(deletion::submit), wait))
            .toList());
  }

  private Uni<Outcome> outcome(String name, Uni<Boolean> submission, Duration wait) {
    return submission
        .chain(isNew ->
            answers
                .settled(name, wait)
                .map(row ->
                    new Outcome(
                        new BulkResult(
                            name,
                            isNew ? "started" : "exists",
                            row.instanceId(),
                            InstanceState.of(row).wire(),
                            null),
                        row.current().status().isEnded())))
        .onFailure(InstanceBulkResource::isOfOneName)
        .recoverWithItem(failure -> refused(name, (ProblemException) failure));
  }

  /// Everything else is of all of them, such as a full queue.
  private static boolean isOfOneName(Throwable failure) {
    return failure instanceof ProblemException problem
        && (problem.problem().status() == 404 || problem.problem().status() == 409);
  }

  private static Outcome refused(String name, ProblemException failure) {
    String result = failure.problem().status() == 404 ? "unknown" : "conflict";
    return new Outcome(new BulkResult(name, result, null, null, failure.problem().detail()), true);
  }

  /// Asking again after a failure is harmless: what has started then exists.
  private static Uni<Response> all(List<Uni<Outcome>> outcomes) {
    return Uni.join()
        .all(outcomes)
        .andCollectFailures()
        .onFailure(CompositeException.class)
        .transform(all -> ((CompositeException) all).getCauses().getFirst())
        .map(done ->
            Response.status(done.stream().allMatch(Outcome::ended) ? 200 : 202)
                .entity(new BulkResults(done.stream().map(Outcome::result).toList()))
                .build());
  }
}
