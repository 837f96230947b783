package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.KeyedSaga;
import io.sagasuite.orchestrator.store.KeyedSaga.AcceptedSaga;
import io.sagasuite.orchestrator.store.SagaStartStore;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput.Part;
import io.sagasuite.saga.decision.SagaInput.StartSaga;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Selection;
import io.sagasuite.saga.definition.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts a saga of any definition, whole or in part, when everything about the request is good.
@ApplicationScoped
public class SagaLaunch {

  /// What a caller wants started.
  ///
  /// @param version of the definition; null = the newest
  /// @param from this step and all that need it; null = no bound
  /// @param to this step and all that it needs; null = no bound
  /// @param only exactly this step; null = not only one
  public record Request(
      String definition,
      @Nullable Integer version,
      Map<String, Object> input,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String from,
      @Nullable String to,
      @Nullable String only) {

    boolean isPart() {
      return from != null || to != null || only != null;
    }
  }

  /// A caller's key with the digest of what it stands for.
  public record Key(String value, String requestDigest) {}

  /// The request cannot be carried out as it is.
  public static final class RefusedException extends RuntimeException {

    private final transient List<Violation> violations;

    RefusedException(List<Violation> violations) {
      super(violations.toString());
      this.violations = violations;
    }

    /// What is wrong, by place.
    public List<Violation> violations() {
      return violations;
    }
  }

  private static final int EARLIER_PARTS_MAX = 50;

  private final Definitions definitions;
  private final SagaStartStore store;
  private final SagaStarter starter;
  private final HomePartitions home;
  private final DatabaseClock clock;

  SagaLaunch(
      Definitions definitions,
      SagaStartStore store,
      SagaStarter starter,
      HomePartitions home,
      DatabaseClock clock) {
    this.definitions = definitions;
    this.store = store;
    this.starter = starter;
    this.home = home;
    this.clock = clock;
  }

  /// The saga that began, or the one that began under the same key before.
  ///
  /// @throws RefusedException through the `Uni`, with everything that is wrong
  public Uni<Submission<AcceptedSaga>> launch(Request request, @Nullable Key key) {
    return find(request)
        .map(found -> found.orElseThrow(() -> unknown(request)))
        .chain(
            definition -> partOf(definition, request).map(part -> begin(definition, request, part)))
        .chain(start ->
            Uni.createFrom()
                .completionStage(() ->
                    starter.submit(
                        new KeyedSaga(
                            key == null ? null : key.value(),
                            key == null ? null : key.requestDigest(),
                            start))));
  }

  private Uni<Optional<SagaDefinition>> find(Request request) {
    return request.version() == null
        ? definitions.newest(request.definition())
        : definitions.version(new Definitions.Key(request.definition(), request.version()));
  }

  private static RefusedException unknown(Request request) {
    String field = request.version() == null ? "definition" : "version";
    String message =
        request.version() == null
            ? "there is no definition '" + request.definition() + "'"
            : "definition '%s' has no version %d"
                .formatted(request.definition(), request.version());
    return refused(field, message);
  }

  private static RefusedException refused(String field, String message) {
    return new RefusedException(List.of(new Violation(field, message)));
  }

  private Uni<Optional<Part>> partOf(SagaDefinition definition, Request request) {
    refuseBadInput(definition, request.input());
    if (!request.isPart()) {
      return Uni.createFrom().item(Optional.empty());
    }
    if (definition.policy().recurrence() != null) {
      throw refused("only", "a saga that begins again and again runs whole");
    }
    Set<String> chosen = chosen(definition, request);
    String businessKey = request.businessKey();
    if (businessKey == null) {
      return Uni.createFrom().item(Optional.of(part(definition, chosen, List.of())));
    }
    return store
        .earlierParts(businessKey, definition.name(), EARLIER_PARTS_MAX)
        .map(earlier -> Optional.of(part(definition, chosen, earlier)));
  }

  private static void refuseBadInput(SagaDefinition definition, Map<String, Object> input) {
    if (definition.inputSchema() != null) {
      List<Violation> violations = definition.inputSchema().violations(input);
      if (!violations.isEmpty()) {
        throw new RefusedException(
            violations.stream()
                .map(one -> new Violation(place(one.field()), one.message()))
                .toList());
      }
    }
  }

  private static String place(String field) {
    return field.isEmpty() ? "input" : "input." + field;
  }

  private static Set<String> chosen(SagaDefinition definition, Request request) {
    try {
      return Selection.of(definition, request.from(), request.to(), request.only());
    } catch (Selection.InvalidSelectionException e) {
      throw new RefusedException(e.violations());
    }
  }

  private static Part part(SagaDefinition definition, Set<String> chosen, List<SagaState> earlier) {
    try {
      return EarlierParts.of(definition, chosen, earlier);
    } catch (EarlierParts.MissingPartException e) {
      throw new RefusedException(e.violations());
    }
  }

  private Decision begin(SagaDefinition definition, Request request, Optional<Part> part) {
    StartSaga start =
        new StartSaga(
            home.newSagaId(),
            request.businessKey(),
            request.metadata(),
            TraceContext.current(),
            request.input(),
            part.orElse(null),
            null,
            null,
            clock.now());
    return SagaDecider.decide(definition, null, start);
  }
}
