package io.sagasuite.orchestrator.api.definition;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.definition.DocumentFormat;
import io.sagasuite.orchestrator.definition.DocumentReader;
import io.sagasuite.orchestrator.definition.UnreadableDocumentException;
import io.sagasuite.orchestrator.store.DefinitionStore;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.InvalidDefinitionException;
import io.sagasuite.saga.definition.Known;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Violation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Bodies as definitions, or the problem with all that is wrong with them. Reading a large document
/// takes a while, so that no event loop does it.
@ApplicationScoped
class DefinitionDocuments {

  static final String ACCEPTED =
      "application/yaml, application/x-yaml, text/yaml, application/json";

  private final DefinitionStore store;
  private final Set<String> participants;
  private final Set<String> topics;

  DefinitionDocuments(
      DefinitionStore store,
      @ConfigProperty(name = "suite.participants") Set<String> participants,
      @ConfigProperty(name = "suite.event-topics") Set<String> topics) {
    this.store = store;
    this.topics = topics;
    this.participants = participants;
  }

  /// A good document, with what it describes.
  record Parsed(SagaDefinition definition, Map<String, Object> document) {}

  /// The definition in a body.
  ///
  /// @param name what the document must call itself; null = anything
  Uni<Parsed> parse(byte[] body, @Nullable String contentType, @Nullable String name) {
    DocumentFormat format = DocumentFormat.of(contentType);
    if (format == null) {
      throw ProblemException.of(415, "the body must be of " + ACCEPTED);
    }
    return store
        .names()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(definitions -> parse(DocumentReader.read(body, format), name, definitions))
        .onFailure(UnreadableDocumentException.class)
        .transform(failure -> refused(failure.violations()));
  }

  private Parsed parse(
      Map<String, Object> document, @Nullable String name, Set<String> definitions) {
    List<Violation> violations = new ArrayList<>();
    Object stated = document.get("name");
    if (name != null && stated instanceof String own && !own.equals(name)) {
      violations.add(new Violation("name", "must be '%s', as in the path".formatted(name)));
    }
    Set<String> known = new HashSet<>(definitions);
    if (stated instanceof String own) {
      known.add(own);
    }
    try {
      SagaDefinition definition =
          DefinitionParser.parse(document, new Known(participants, known, topics));
      if (violations.isEmpty()) {
        return new Parsed(definition, document);
      }
    } catch (InvalidDefinitionException e) {
      violations.addAll(e.violations());
    }
    throw refused(violations);
  }

  /// Violations of a document as a problem.
  static ProblemException refused(List<Violation> violations) {
    return ProblemException.refused(
        422,
        violations.stream()
            .map(violation ->
                new FieldViolation(
                    violation.field().isEmpty() ? "body" : violation.field(), violation.message()))
            .toList());
  }
}
