package io.sagasuite.messaging.rest;

import io.sagasuite.messaging.database.DatabaseFailures;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns what ends a request early into a problem; no stack trace ever leaves.
public final class ProblemMappers {

  private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_AFTER_SECONDS = 1;

  /// What the service itself refuses.
  @ServerExceptionMapper
  public Response problem(ProblemException e) {
    return e.toResponse();
  }

  /// No JSON, or not of the shape that was asked for.
  @ServerExceptionMapper
  public Response unreadable(UnreadableBodyException e) {
    return ProblemException.refused(e.field(), e.problem()).toResponse();
  }

  /// What the server refuses: no such path, method or media type.
  @ServerExceptionMapper
  public Response refused(WebApplicationException e) {
    Response original = e.getResponse();
    int status = original.getStatus();
    Response answer = Problem.of(status, Details.of(status)).toResponse();
    Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  /// Trouble of our own: with the database it passes, anything else is logged. Where the server has
  /// answered already, as to a body that went on beyond its limit, there is nothing to add.
  @ServerExceptionMapper
  public @Nullable Response failed(Throwable e, HttpServerRequest request) {
    if (request.response().ended()) {
      LOGGER.debugf("after the answer: %s", e);
      return null;
    }
    if (DatabaseFailures.isUnavailable(e)) {
      LOGGER.warnf("database unavailable: %s", e);
      String detail = "the database cannot be reached; the same request may be sent again";
      return ProblemException.overloaded(503, detail, RETRY_AFTER_SECONDS).toResponse();
    }
    LOGGER.error("a request failed", e);
    return Problem.of(500, Details.of(500)).toResponse();
  }
}
