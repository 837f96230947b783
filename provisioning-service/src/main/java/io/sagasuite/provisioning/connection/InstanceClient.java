package io.sagasuite.provisioning.connection;

import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks instances who they are. Each question has a connection of its own, which is closed with the
/// answer, or when the time is up; there is never a pool.
@Singleton
public final class InstanceClient {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /// Invalid authorization: the password, or the role.
  private static final Set<String> REFUSALS = Set.of("28P01", "28000");

  private final Vertx vertx;

  InstanceClient(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Connects and asks, blocking for at most five seconds.
  public ServerAnswer ask(Address address, Password password) throws InterruptedException {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setUser(ConnectionStrings.USER)
            .setDatabase(ConnectionStrings.DATABASE)
            .setPassword(password.value());
    options.setConnectTimeout((int) LIMIT.toMillis());
    Future<PgConnection> connecting = PgConnection.connect(vertx, options);
    try {
      return new ServerAnswer.Answered(
          connecting
              .compose(InstanceClient::version)
              .toCompletionStage()
              .toCompletableFuture()
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return answer(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      return new ServerAnswer.Silent("no answer within " + LIMIT.toSeconds() + " s");
    } finally {
      connecting.onSuccess(PgConnection::close);
    }
  }

  private static Future<String> version(PgConnection connection) {
    return connection
        .query("SELECT version()")
        .execute()
        .map(rows -> rows.iterator().next().getString(0));
  }

  private static ServerAnswer answer(Throwable failure) {
    if (failure instanceof PgException refusal) {
      String message = Objects.requireNonNullElse(refusal.getErrorMessage(), "the server refused");
      return REFUSALS.contains(refusal.getSqlState())
          ? new ServerAnswer.Refused(message)
          : new ServerAnswer.Silent(message);
    }
    return new ServerAnswer.Silent(
        Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName()));
  }
}
