package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.LostConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Stored definition documents. A version is never changed; a changed document is the next version.
@ApplicationScoped
public class DefinitionStore {

  /// A document under the version it is stored as.
  public record StoredDefinition(
      String name,
      int version,
      @Nullable String description,
      int steps,
      Instant createdAt,
      Map<String, Object> document) {}

  /// A version without its document.
  ///
  /// @param steps how many steps it has
  public record DefinitionLine(
      String name, int version, @Nullable String description, int steps, Instant createdAt) {}

  /// A document about to be stored.
  ///
  /// @param digest equal for documents that say the same
  public record NewDefinition(
      String name,
      @Nullable String description,
      int steps,
      String digest,
      Map<String, Object> document) {}

  /// The version that a document stands under.
  ///
  /// @param isNew false when it was the newest already
  public record Stored(StoredDefinition definition, boolean isNew) {}

  /// Most names that are asked for at once.
  public static final int NAMES_MAX = 10_000;

  private static final String COLUMNS = "name, version, description, steps, created_at";

  /// One writer of a name at a time, so that versions have no gaps and none is lost.
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('saga_definition ' || $1, 0))";

  private static final String NEWEST =
      "SELECT "
          + COLUMNS
          + ", document, digest FROM saga_definition"
          + " WHERE name = $1 ORDER BY version DESC LIMIT 1";

  private static final String ADD =
      "INSERT INTO saga_definition (name, version, description, steps, digest, document)"
          + " VALUES ($1, $2, $3, $4, $5, $6) RETURNING "
          + COLUMNS
          + ", document, digest";

  private static final String NEWEST_VERSION =
      "SELECT version FROM saga_definition WHERE name = $1 ORDER BY version DESC LIMIT 1";

  private static final String LOAD =
      "SELECT " + COLUMNS + ", document FROM saga_definition WHERE name = $1 AND version = $2";

  private static final String LIST =
      """
      SELECT d.name, d.version, d.description, d.steps, d.created_at
      FROM (SELECT name, max(version) AS version FROM saga_definition
            WHERE name > $1 GROUP BY name ORDER BY name LIMIT $2) newest
      JOIN saga_definition d USING (name, version)
      ORDER BY d.name
      """;

  private static final String VERSIONS =
      "SELECT "
          + COLUMNS
          + " FROM saga_definition"
          + " WHERE name = $1 AND version < $2 ORDER BY version DESC LIMIT $3";

  private static final String NAMES =
      "SELECT DISTINCT name FROM saga_definition ORDER BY name LIMIT $1";

  private final Pool pool;

  DefinitionStore(Pool pool) {
    this.pool = pool;
  }

  /// Stores the document as the next version unless it is the newest already.
  public Uni<Stored> store(NewDefinition definition) {
    return pool.withTransaction(connection ->
        LostConnection.logged(connection)
            .preparedQuery(LOCK)
            .execute(Tuple.of(definition.name()))
            .chain(() -> connection.preparedQuery(NEWEST).execute(Tuple.of(definition.name())))
            .chain(newest -> addUnlessSame(connection, definition, newest)));
  }

  private static Uni<Stored> addUnlessSame(
      SqlConnection connection, NewDefinition definition, RowSet<Row> newest) {
    Row row = newest.size() == 0 ? null : newest.iterator().next();
    if (row != null && row.getString(6).equals(definition.digest())) {
      return Uni.createFrom().item(new Stored(definitionOf(row), false));
    }
    Tuple values =
        Tuple.tuple()
            .addString(definition.name())
            .addInteger(row == null ? 1 : row.getInteger(1) + 1)
            .addString(definition.description())
            .addInteger(definition.steps())
            .addString(definition.digest())
            .addString(JsonTree.textOf(definition.document()));
    return connection
        .preparedQuery(ADD)
        .execute(values)
        .map(rows -> new Stored(definitionOf(rows.iterator().next()), true));
  }

  /// The number of the newest version, by one look at an index.
  public Uni<Optional<Integer>> newestVersion(String name) {
    return pool.preparedQuery(NEWEST_VERSION)
        .execute(Tuple.of(name))
        .map(rows -> first(rows).map(row -> row.getInteger(0)));
  }

  /// One version, if there is one.
  public Uni<Optional<StoredDefinition>> find(String name, int version) {
    return pool.preparedQuery(LOAD)
        .execute(Tuple.of(name, version))
        .map(rows -> first(rows).map(DefinitionStore::definitionOf));
  }

  /// The newest version, if there is any.
  public Uni<Optional<StoredDefinition>> newest(String name) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(name))
        .map(rows -> first(rows).map(DefinitionStore::definitionOf));
  }

  /// The newest version of each name behind this one, by name.
  public Uni<List<DefinitionLine>> list(String afterName, int limit) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(afterName, (long) limit))
        .map(DefinitionStore::linesOf);
  }

  /// The versions of a name below this one, newest first.
  public Uni<List<DefinitionLine>> versions(String name, int below, int limit) {
    return pool.preparedQuery(VERSIONS)
        .execute(Tuple.of(name, below, (long) limit))
        .map(DefinitionStore::linesOf);
  }

  /// The names there are.
  public Uni<Set<String>> names() {
    return pool.preparedQuery(NAMES)
        .execute(Tuple.of((long) NAMES_MAX))
        .map(rows ->
            rows.stream().map(row -> row.getString(0)).collect(Collectors.toUnmodifiableSet()));
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return rows.stream().findFirst();
  }

  private static StoredDefinition definitionOf(Row row) {
    return new StoredDefinition(
        row.getString(0),
        row.getInteger(1),
        row.getString(2),
        row.getInteger(3),
        row.getOffsetDateTime(4).toInstant(),
        JsonTree.mapOf(row.getString(5)));
  }

  private static List<DefinitionLine> linesOf(RowSet<Row> rows) {
    return rows.stream()
        .map(row ->
            new DefinitionLine(
                row.getString(0),
                row.getInteger(1),
                row.getString(2),
                row.getInteger(3),
                row.getOffsetDateTime(4).toInstant()))
        .toList();
  }
}
