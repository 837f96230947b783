package io.sagasuite.orchestrator.runtime;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.orchestrator.store.DefinitionStore;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The saga definitions by name and stored version. The suite's own documents are stored at
/// start-up; a saga always runs under the version it started with, which is loaded when first met.
@ApplicationScoped
public class Definitions {

  /// A definition's name and stored version.
  public record Key(String name, int version) {}

  private static final List<String> SHIPPED = List.of("definitions/order.yaml");
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
    byte[] text = read(resource);
    Map<String, Object> document = parse(text);
    StoredDefinition stored =
        store
            .store(DefinitionParser.parse(document).name(), document, digest(text))
            .await()
            .atMost(STARTUP_TIMEOUT);
    current.put(stored.name(), remember(stored));
  }

  /// The newest version of a definition that new sagas start under.
  public SagaDefinition current(String name) {
    return Objects.requireNonNull(current.get(name), name);
  }

  /// A stored definition: the newest, or the version that was asked for.
  public Uni<Optional<SagaDefinition>> find(String name, @Nullable Integer version) {
    return store.find(name, version).map(stored -> stored.map(this::remember));
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
        .transformToUniAndConcatenate(key -> store.load(key.name(), key.version()))
        .invoke(this::remember)
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

  @SuppressWarnings("unchecked") // a YAML mapping is a map by names
  private static Map<String, Object> parse(byte[] yaml) {
    try {
      return new YAMLMapper().readValue(new String(yaml, StandardCharsets.UTF_8), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
