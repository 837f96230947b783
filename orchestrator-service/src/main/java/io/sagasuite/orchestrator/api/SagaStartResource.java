package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.SagaLaunch;
import io.sagasuite.orchestrator.runtime.SagaLaunch.RefusedException;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.Waiters;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.KeyedSaga.AcceptedSaga;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts sagas of any definition.
@Path("/sagas")
@Produces(MediaType.APPLICATION_JSON)
public class SagaStartResource {

  /// What to start.
  ///
  /// @param version of the definition; left out = the newest
  /// @param input must be what the definition's schema wants
  /// @param businessKey what the saga is about; sagas can be found by it, and parts find each other
  /// @param from runs this step and all that need it
  /// @param to runs this step and all that it needs; with `from`, what lies between, both included
  /// @param only runs this step alone
  public record SagaStart(
      @Nullable String definition,
      @Nullable Integer version,
      @Nullable Map<String, Object> input,
      @Nullable String businessKey,
      @Nullable Map<String, String> metadata,
      @Nullable String from,
      @Nullable String to,
      @Nullable String only) {}

  private static final int METADATA_MAX = 32;

  private final SagaLaunch launch;
  private final SagaReads reads;
  private final SagaViews views;
  private final Waiters waiters;

  SagaStartResource(SagaLaunch launch, SagaReads reads, SagaViews views, Waiters waiters) {
    this.views = views;
    this.launch = launch;
    this.reads = reads;
    this.waiters = waiters;
  }

  /// Starts a saga, and waits for its end as long as `Prefer: wait` says.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> start(
      @Nullable SagaStart start,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    SagaLaunch.Request request = checked(start);
    String callersKey = Parameters.idempotencyKey(idempotencyKey);
    SagaLaunch.Key key =
        callersKey == null ? null : new SagaLaunch.Key(callersKey, digest(request));
    return launch
        .launch(request, key)
        .onFailure(RefusedException.class)
        .transform(refused -> problemOf((RefusedException) refused))
        .chain(answer -> sagaOf(answer, key))
        .chain(saga -> settle(saga, Preference.waitOf(prefer)))
        .chain(this::accepted);
  }

  private static SagaLaunch.Request checked(@Nullable SagaStart start) {
    if (start == null || start.definition() == null || start.definition().isBlank()) {
      throw ProblemException.refused("definition", "is required: the saga type to start");
    }
    Map<String, String> metadata = start.metadata() == null ? Map.of() : start.metadata();
    if (metadata.size() > METADATA_MAX || metadata.values().stream().anyMatch(Objects::isNull)) {
      throw ProblemException.refused(
          "metadata", "must be at most " + METADATA_MAX + " texts by their names");
    }
    metadata.forEach((name, value) -> Parameters.text("metadata." + name, value));
    return new SagaLaunch.Request(
        Objects.requireNonNull(Parameters.text("definition", start.definition())),
        start.version(),
        start.input() == null ? Map.of() : start.input(),
        Parameters.text("businessKey", start.businessKey()),
        metadata,
        Parameters.text("from", start.from()),
        Parameters.text("to", start.to()),
        Parameters.text("only", start.only()));
  }

  /// Equal for equal requests, whatever the order of their fields.
  private static String digest(SagaLaunch.Request request) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("definition", request.definition());
    all.put("version", request.version() == null ? "newest" : request.version());
    all.put("input", request.input());
    all.put("businessKey", String.valueOf(request.businessKey()));
    all.put("metadata", new HashMap<>(request.metadata()));
    all.put("part", request.from() + ".." + request.to() + ":" + request.only());
    return JsonTree.digest(all);
  }

  private static ProblemException problemOf(RefusedException refused) {
    return ProblemException.refused(
        refused.violations().stream()
            .map(one -> new FieldViolation(one.field(), one.message()))
            .toList());
  }

  private Uni<SagaState> sagaOf(Submission<AcceptedSaga> answer, SagaLaunch.@Nullable Key key) {
    return switch (answer) {
      case Submission.Begun<AcceptedSaga> begun -> Uni.createFrom().item(begun.state());
      case Submission.Known<AcceptedSaga> known -> {
        if (key == null || !key.requestDigest().equals(known.accepted().requestDigest())) {
          throw ProblemException.of(422, "this Idempotency-Key was used for another saga before");
        }
        yield read(known.accepted().sagaId());
      }
    };
  }

  private Uni<SagaState> settle(SagaState saga, Duration wait) {
    if (wait.isZero() || saga.status().isEnded()) {
      return Uni.createFrom().item(saga);
    }
    return waiters
        .settled(saga.sagaId(), wait)
        .chain(settled ->
            settled
                .map(state -> Uni.createFrom().item(state))
                .orElseGet(() -> read(saga.sagaId())));
  }

  private Uni<SagaState> read(UUID sagaId) {
    return reads.saga(sagaId.toString()).map(saga -> saga.toState());
  }

  private Uni<Response> accepted(SagaState saga) {
    return views
        .of(saga, false)
        .map(view ->
            Response.status(saga.status().isEnded() ? 200 : 202)
                .location(URI.create("/sagas/" + saga.sagaId()))
                .entity(view)
                .build());
  }
}
