package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.StartupEvent;
import io.sagasuite.orchestrator.definition.DocumentDigest;
import io.sagasuite.orchestrator.definition.DocumentFormat;
import io.sagasuite.orchestrator.definition.DocumentReader;
import io.sagasuite.orchestrator.store.DefinitionStore;
import io.sagasuite.orchestrator.store.DefinitionStore.NewDefinition;
import io.sagasuite.orchestrator.store.DefinitionStore.Stored;
import io.sagasuite.orchestrator.store.DefinitionStore.StoredDefinition;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The saga definitions by name and stored version. The suite's own documents are stored at
/// start-up; a saga always runs under the version it started with, which is loaded when first met.
///
/// What is kept in memory are versions, which never change. Which one is the newest is asked of the
/// database at every start, so that no start, through whichever orchestrator, runs under an older
/// version than one that was stored before it. Only the suite's own definitions, which nobody else
/// can replace, are current without asking.
@ApplicationScoped
public class Definitions {

  /// A definition's name and stored version.
  public record Key(String name, int version) {}

  private static final List<String> SHIPPED =
      List.of(
          "definitions/order.yaml",
          "definitions/create-instance.yaml",
          "definitions/delete-instance.yaml",
          "definitions/check-instance-health.yaml",
          "definitions/repair-instances.yaml");
  private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(30);

  private final DefinitionStore store;
  private final Map<Key, SagaDefinition> loaded = new ConcurrentHashMap<>();
  private final Map<String, SagaDefinition> current = new ConcurrentHashMap<>();

  Definitions(DefinitionStore store) {
    this.store = store;
  }

  void storeShipped(@Observes @Priority(1) StartupEvent event) {
    SHIPPED.forEach(this::store);
  }

  private void store(String resource) {
    Map<String, Object> document = DocumentReader.read(read(resource), DocumentFormat.YAML);
    SagaDefinition definition = DefinitionParser.parse(document);
    Stored stored = store(definition, document).await().atMost(STARTUP_TIMEOUT);
    current.put(definition.name(), remember(stored.definition()));
  }

  /// Stores the document that the definition was parsed from as the next version, unless the newest
  /// one says the same.
  public Uni<Stored> store(SagaDefinition definition, Map<String, Object> document) {
    String description = definition.description();
    return store.store(
        new NewDefinition(
            definition.name(),
            description.isEmpty() ? null : description,
            definition.steps().size(),
            DocumentDigest.of(document),
            document));
  }

  /// True for the suite's own definitions, whose REST depends on what they say.
  public boolean isShipped(String name) {
    return current.containsKey(name);
  }

  /// The newest version of one of the suite's own definitions.
  public SagaDefinition current(String name) {
    return Objects.requireNonNull(current.get(name), name);
  }

  /// The newest version of any definition, at the price of one look at an index; empty when there
  /// is none of that name.
  public Uni<Optional<SagaDefinition>> newest(String name) {
    return store
        .newestVersion(name)
        .chain(version ->
            version
                .map(number -> version(new Key(name, number)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  /// A version of any definition, if there is one.
  public Uni<Optional<SagaDefinition>> version(Key key) {
    SagaDefinition known = loaded.get(key);
    return known != null
        ? Uni.createFrom().item(Optional.of(known))
        : store.find(key.name(), key.version()).map(found -> found.map(this::remember));
  }

  /// A version that [#load] has seen before.
  public SagaDefinition loaded(Key key) {
    return Objects.requireNonNull(loaded.get(key), key::toString);
  }

  /// Makes sure that these versions can be asked for.
  public Uni<Void> load(Collection<Key> keys) {
    List<Key> missing = keys.stream().filter(key -> !loaded.containsKey(key)).toList();
    if (missing.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .iterable(missing)
        .onItem()
        .transformToUniAndConcatenate(this::version)
        .map(found ->
            found.orElseThrow(() -> new NoSuchElementException("no such version: " + missing)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private SagaDefinition remember(StoredDefinition stored) {
    return loaded.computeIfAbsent(
        new Key(stored.name(), stored.version()),
        key -> DefinitionParser.parse(stored.document()).atVersion(stored.version()));
  }

  private static byte[] read(String resource) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
