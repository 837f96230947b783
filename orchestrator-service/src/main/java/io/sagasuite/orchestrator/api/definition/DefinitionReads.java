package io.sagasuite.orchestrator.api.definition;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.store.DefinitionStore;
import io.sagasuite.orchestrator.store.DefinitionStore.StoredDefinition;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stored definitions, or the problem that there is none.
@ApplicationScoped
class DefinitionReads {

  private final DefinitionStore store;
  private final Definitions definitions;

  DefinitionReads(DefinitionStore store, Definitions definitions) {
    this.store = store;
    this.definitions = definitions;
  }

  /// What is stored.
  ///
  /// @param version null = the newest
  Uni<StoredDefinition> stored(String name, @Nullable String version) {
    Integer number = numberOf(name, version);
    Uni<Optional<StoredDefinition>> found =
        number == null ? store.newest(name) : store.find(name, number);
    return found.map(definition -> definition.orElseThrow(() -> none(name, version)));
  }

  /// What it describes.
  Uni<SagaDefinition> parsed(String name, @Nullable String version) {
    Integer number = numberOf(name, version);
    Uni<Optional<SagaDefinition>> found =
        number == null
            ? definitions.newest(name)
            : definitions.version(new Definitions.Key(name, number));
    return found.map(definition -> definition.orElseThrow(() -> none(name, version)));
  }

  /// What is no version's number is the number of no version.
  private static @Nullable Integer numberOf(String name, @Nullable String version) {
    if (name.indexOf('\0') >= 0 || (version != null && !version.matches("[0-9]{1,9}"))) {
      throw none(name, version);
    }
    return version == null ? null : Integer.valueOf(version);
  }

  static ProblemException none(String name, @Nullable String version) {
    return ProblemException.of(
        404,
        version == null
            ? "there is no definition '" + name + "'"
            : "there is no version " + version + " of a definition '" + name + "'");
  }
}
