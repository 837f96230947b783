package io.sagasuite.orchestrator.api.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.orchestrator.store.DefinitionStore.DefinitionLine;
import io.sagasuite.orchestrator.store.DefinitionStore.StoredDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Definitions as callers see them.
final class DefinitionViews {

  private DefinitionViews() {}

  /// A page of definitions, each by its newest version.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DefinitionPage(List<DefinitionLine> definitions, @Nullable String nextCursor) {}

  /// A page of one definition's versions, newest first.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VersionPage(
      String name, List<DefinitionLine> versions, @Nullable String nextCursor) {}

  /// A version with its document.
  public record DefinitionView(
      String name,
      int version,
      @Nullable String description,
      int steps,
      Instant createdAt,
      Map<String, Object> document) {

    static DefinitionView of(StoredDefinition stored) {
      return new DefinitionView(
          stored.name(),
          stored.version(),
          stored.description(),
          stored.steps(),
          stored.createdAt(),
          stored.document());
    }
  }

  /// A document that could be stored.
  public record ValidView(boolean valid, String name, List<String> steps) {}
}
