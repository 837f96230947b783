package io.sagasuite.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Refuses a body that is announced too large, before any of it is read, with a problem where the
/// server by itself would answer nothing but the status. A body that announces no length is cut off
/// by the server at the same size.
@Singleton
public final class BodyLimit {

  /// Just before the server's own limit.
  private static final int ROUTE_ORDER = -3;

  private final ObjectMapper json;
  private final long bytesMax;

  BodyLimit(
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bytesMax) {
    this.json = json;
    this.bytesMax = bytesMax.asLongValue();
  }

  /// Has every request pass here first.
  public void install(@Observes Router router) {
    router.route().order(ROUTE_ORDER).handler(this::check);
  }

  private void check(RoutingContext request) {
    if (lengthOf(request.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= bytesMax) {
      request.next();
      return;
    }
    Problem problem = Problem.of(413, "the body must not exceed " + bytesMax + " bytes");
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(textOf(problem));
  }

  private String textOf(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long lengthOf(@Nullable String header) {
    return header != null && header.matches("[0-9]{1,18}") ? Long.parseLong(header) : 0;
  }
}
