package io.sagasuite.http.client;

import io.sagasuite.http.call.CallAnswer;
import io.sagasuite.http.call.PreparedCall;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends calls. It keeps no connections: one that the service closes just as it is used again would
/// leave nobody knowing whether the request arrived.
@Singleton
public final class HttpCaller {

  private static final int CONNECT_TIMEOUT_MS = 5_000;

  private final Vertx vertx;
  private final HttpClient client;

  HttpCaller(
      Vertx vertx, @ConfigProperty(name = "suite.http.calls-per-host-max") int callsPerHostMax) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setTracingPolicy(TracingPolicy.IGNORE),
            new PoolOptions().setHttp1MaxSize(callsPerHostMax));
  }

  /// What came of sending it once, when it is known; fails only for what could not be put into a
  /// request. It blocks.
  public CallAnswer send(PreparedCall call) {
    return Uni.createFrom()
        .completionStage(() -> new Exchange(vertx, client, call).start().toCompletionStage())
        .await()
        .indefinitely();
  }
}
