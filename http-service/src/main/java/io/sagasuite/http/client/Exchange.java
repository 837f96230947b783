package io.sagasuite.http.client;

import io.sagasuite.http.call.CallAnswer;
import io.sagasuite.http.call.PreparedCall;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request and its answer, on one event loop. What it came to depends on how far it got: before
/// there was a connection nothing has happened, after it anything may have.
final class Exchange {

  private static final int BODY_MAX = 1_048_576;

  private final Vertx vertx;
  private final Context context;
  private final HttpClient client;
  private final PreparedCall call;
  private final Promise<CallAnswer> answer = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest sent;

  Exchange(Vertx vertx, HttpClient client, PreparedCall call) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.call = call;
  }

  Future<CallAnswer> start() {
    context.runOnContext(_ -> connect());
    return answer.future();
  }

  private void connect() {
    long deadline = vertx.setTimer(call.timeout().toMillis(), _ -> timedOut());
    answer.future().onComplete(_ -> vertx.cancelTimer(deadline));
    try {
      client
          .request(options())
          .onSuccess(this::send)
          .onFailure(failure -> end(new CallAnswer.NotConnected(reason(failure))));
    } catch (RuntimeException defect) {
      answer.tryFail(defect);
    }
  }

  private RequestOptions options() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(call.method()))
            .setHost(call.target().host().replaceAll("[\\[\\]]", ""))
            .setPort(call.target().port())
            .setSsl(call.target().tls())
            .setURI(call.target().path())
            .setFollowRedirects(false);
    call.headers().forEach(options::putHeader);
    return options;
  }

  /// A connection that comes too late is not used any more.
  private void send(HttpClientRequest request) {
    if (answer.future().isComplete()) {
      var _ = request.reset();
      return;
    }
    sent = request;
    Future<HttpClientResponse> response =
        call.body() == null ? request.send() : request.send(Buffer.buffer(call.body()));
    response.onSuccess(this::read).onFailure(_ -> end(new CallAnswer.Lost()));
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(_ -> end(new CallAnswer.Lost()));
    response.endHandler(_ ->
        end(
            new CallAnswer.Answered(
                response.statusCode(), headers(response), body.toString(StandardCharsets.UTF_8))));
    response.handler(part -> {
      if (body.length() + part.length() > BODY_MAX) {
        end(new CallAnswer.TooLarge(response.statusCode()));
      } else {
        body.appendBuffer(part);
      }
    });
  }

  private void timedOut() {
    end(
        sent == null
            ? new CallAnswer.NotConnected("there was no connection within " + call.timeout())
            : new CallAnswer.TimedOut());
  }

  /// Whoever comes first decides; what is still under way is broken off.
  private void end(CallAnswer result) {
    boolean first = answer.tryComplete(result);
    if (first && sent != null && !(result instanceof CallAnswer.Answered)) {
      var _ = sent.reset();
    }
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .forEach((name, value) ->
            headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
    return headers;
  }

  /// Said in words of our own: a client's may repeat the address, in which a secret may stand.
  private static String reason(Throwable failure) {
    return switch (failure) {
      case UnknownHostException _ -> "the host is not known";
      case ConnectException _ -> "the connection was refused";
      default -> "there was no connection: " + failure.getClass().getSimpleName();
    };
  }
}
