package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.UnreadableBodyException;
import io.sagasuite.orchestrator.runtime.OverloadedException;
import io.sagasuite.orchestrator.store.DatabaseFailures;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns everything that ends a request early into a problem; no stack trace ever leaves.
final class ProblemMappers {

  private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_AFTER_SECONDS = 1;

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    Response.ResponseBuilder answer = Response.fromResponse(e.problem().toResponse());
    if (e.retryAfterSeconds() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
    }
    return answer.build();
  }

  /// No JSON, or not of the shape that was asked for.
  @ServerExceptionMapper
  Response unreadable(UnreadableBodyException e) {
    return problem(ProblemException.refused(e.field(), e.problem()));
  }

  @ServerExceptionMapper
  Response overloaded(OverloadedException e) {
    return problem(
        ProblemException.overloaded(503, String.valueOf(e.getMessage()), e.retryAfterSeconds()));
  }

  /// What the server itself refuses: no such path, method or media type.
  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    Response original = e.getResponse();
    int status = original.getStatus();
    Response.ResponseBuilder answer =
        Response.fromResponse(Problem.of(status, Details.of(status)).toResponse());
    Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  /// Trouble of our own: with the database it passes, anything else is logged. Where the server has
  /// answered already, as to a body that went on beyond its limit, there is nothing to add.
  @ServerExceptionMapper
  @Nullable Response failed(Throwable e, HttpServerRequest request) {
    if (request.response().ended()) {
      LOGGER.debugf("after the answer: %s", e);
      return null;
    }
    if (DatabaseFailures.isUnavailable(e)) {
      LOGGER.warnf("database unavailable: %s", e);
      String detail = "the database cannot be reached; the same request may be sent again";
      return problem(ProblemException.overloaded(503, detail, RETRY_AFTER_SECONDS));
    }
    LOGGER.error("request failed", e);
    return Problem.of(500, Details.of(500)).toResponse();
  }
}
