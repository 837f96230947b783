package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stored definition documents. A version is never changed; a changed document is the next version.
@ApplicationScoped
public class DefinitionStore {

  /// A document under the version it is stored as.
  public record StoredDefinition(String name, int version, Map<String, Object> document) {}

  private static final String ADD =
      """
      INSERT INTO saga_definition (name, version, document, digest)
      SELECT $1, coalesce(max(version), 0) + 1, $2, $3 FROM saga_definition WHERE name = $1
      HAVING coalesce((SELECT digest FROM saga_definition WHERE name = $1
                       ORDER BY version DESC LIMIT 1), '') <> $3
      ON CONFLICT DO NOTHING
      """;

  private static final String NEWEST =
      """
      SELECT name, version, document FROM saga_definition
      WHERE name = $1 ORDER BY version DESC LIMIT 1
      """;

  private static final String LOAD =
      "SELECT name, version, document FROM saga_definition WHERE name = $1 AND version = $2";

  private final Pool pool;

  DefinitionStore(Pool pool) {
    this.pool = pool;
  }

  /// Stores the document as the next version unless it is the newest already; the newest.
  public Uni<StoredDefinition> store(String name, Map<String, Object> document, String digest) {
    return pool.preparedQuery(ADD)
        .execute(Tuple.of(name, JsonTree.textOf(document), digest))
        .chain(() -> pool.preparedQuery(NEWEST).execute(Tuple.of(name)))
        .map(DefinitionStore::only);
  }

  /// The newest document of a name, or that of one version; empty when there is none.
  public Uni<Optional<StoredDefinition>> find(String name, @Nullable Integer version) {
    Uni<RowSet<Row>> rows =
        version == null
            ? pool.preparedQuery(NEWEST).execute(Tuple.of(name))
            : pool.preparedQuery(LOAD).execute(Tuple.of(name, version));
    return rows.map(found -> found.size() == 0 ? Optional.empty() : Optional.of(only(found)));
  }

  /// The document of one version.
  public Uni<StoredDefinition> load(String name, int version) {
    return pool.preparedQuery(LOAD).execute(Tuple.of(name, version)).map(DefinitionStore::only);
  }

  private static StoredDefinition only(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new StoredDefinition(
        row.getString(0), row.getInteger(1), JsonTree.mapOf(row.getString(2)));
  }
}
