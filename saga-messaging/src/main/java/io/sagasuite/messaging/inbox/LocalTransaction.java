package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.database.LostConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one local transaction in which effects and recorded replies become durable together.
/// Handlers pass it on to their store; only stores look inside.
///
/// Statements are carried out in the order in which they are sent, and no answer is waited for that
/// nothing depends on: a round trip costs more than most statements.
public final class LocalTransaction {

  private final SqlConnection connection;
  private final Future<?> begun;
  private final List<Future<?>> unanswered = new ArrayList<>();
  private @Nullable Throwable firstFailure;

  private LocalTransaction(SqlConnection connection) {
    this.connection = LostConnection.logged(connection);
    this.begun = send("BEGIN").onFailure(this::note);
    unanswered.add(begun);
  }

  static LocalTransaction begin(SqlConnection connection) {
    return new LocalTransaction(connection);
  }

  /// Reads or locks. It goes out together with the beginning, so it must change nothing: should the
  /// transaction not have begun, it would stand alone.
  public Uni<RowSet<Row>> read(String sql, Tuple parameters) {
    return connection
        .preparedQuery(sql)
        .execute(parameters)
        .call(() -> UniHelper.toUni(begun))
        .onFailure()
        .invoke(this::note);
  }

  /// Changes rows and gives back what the statement returns.
  public Uni<RowSet<Row>> change(String sql, Tuple parameters) {
    return UniHelper.toUni(begun)
        .chain(() -> connection.preparedQuery(sql).execute(parameters))
        .onFailure()
        .invoke(this::note);
  }

  /// Changes rows without waiting for it. Should that fail, so does the transaction.
  public Uni<Void> write(String sql, Tuple parameters) {
    return UniHelper.toUni(begun)
        .invoke(() ->
            unanswered.add(
                connection
                    .getDelegate()
                    .preparedQuery(sql)
                    .execute(parameters.getDelegate())
                    .onFailure(this::note)))
        .replaceWithVoid();
  }

  /// Completes when all of it is durable. It is only asked for when every statement has succeeded:
  /// a server that has refused one answers the commit as if nothing were wrong, and rolls back.
  Uni<Void> commit() {
    return UniHelper.toUni(Future.join(unanswered))
        .chain(() ->
            firstFailure == null
                ? UniHelper.toUni(send("COMMIT"))
                : Uni.createFrom().failure(firstFailure))
        .replaceWithVoid();
  }

  /// Undoes everything. Where that fails the connection is gone, and the transaction with it.
  Uni<Void> rollback() {
    return UniHelper.toUni(send("ROLLBACK")).replaceWithVoid().onFailure().recoverWithNull();
  }

  /// Why the transaction fails that ended with this failure: the first statement's refusal, since
  /// all after it are refused for no other reason.
  Throwable causeOf(Throwable failure) {
    return firstFailure == null ? failure : firstFailure;
  }

  private void note(Throwable failure) {
    if (firstFailure == null) {
      firstFailure = failure;
    }
  }

  private Future<?> send(String sql) {
    return connection.getDelegate().query(sql).execute();
  }
}
