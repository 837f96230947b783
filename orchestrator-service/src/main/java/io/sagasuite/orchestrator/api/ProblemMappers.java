package io.sagasuite.orchestrator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.sagasuite.orchestrator.runtime.SagaStarter.QueueFullException;
import io.sagasuite.orchestrator.store.DatabaseFailures;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

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

  /// JSON, but not of the shape that was asked for.
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    return problem(ProblemException.refused(JsonPaths.of(e), messageOf(e)));
  }

  private static String messageOf(MismatchedInputException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "is not known; known here: "
          + String.join(", ", unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
    }
    Class<?> wanted = e.getTargetType();
    return wanted == null ? "has the wrong type" : "must be " + wordFor(wanted);
  }

  private static String wordFor(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (Number.class.isAssignableFrom(type) || type == int.class) {
      return "a whole number in range";
    }
    return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  @ServerExceptionMapper
  Response queueFull(QueueFullException e) {
    return problem(
        ProblemException.overloaded(503, String.valueOf(e.getMessage()), RETRY_AFTER_SECONDS));
  }

  /// What the server itself refuses: no such path, method, media type, or a body that is not JSON.
  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    if (e.getCause() instanceof MismatchedInputException mismatch) {
      return mismatched(mismatch);
    }
    if (e.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return problem(ProblemException.refused(JsonPaths.of(mapping), "is out of range"));
    }
    if (e.getCause() instanceof JsonProcessingException syntax) {
      return problem(ProblemException.refused("body", notJson(syntax)));
    }
    Response original = e.getResponse();
    int status = original.getStatus();
    Response.ResponseBuilder answer =
        Response.fromResponse(Problem.of(status, Details.of(status)).toResponse());
    Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  private static String notJson(JsonProcessingException e) {
    return e.getLocation() == null
        ? "is not JSON"
        : "is not JSON: line %d, column %d"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  /// Trouble of our own: with the database it passes, anything else is logged.
  @ServerExceptionMapper
  Response failed(Throwable e) {
    if (DatabaseFailures.isUnavailable(e)) {
      LOGGER.warnf("database unavailable: %s", e);
      String detail = "the database cannot be reached; the same request may be sent again";
      return problem(ProblemException.overloaded(503, detail, RETRY_AFTER_SECONDS));
    }
    LOGGER.error("request failed", e);
    return Problem.of(500, Details.of(500)).toResponse();
  }
}
