package io.sagasuite.inventory.api;

import io.sagasuite.messaging.rest.UnreadableBodyException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong in a request into a problem document.
class ProblemMappers {

  private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException refused) {
    List<Problem.Violation> violations =
        refused.getConstraintViolations().stream().map(ProblemMappers::violation).toList();
    return Problem.response(BAD_REQUEST, "the request is not valid", violations);
  }

  @ServerExceptionMapper
  Response unreadable(UnreadableBodyException refused) {
    return Problem.response(
        BAD_REQUEST,
        "the body does not fit",
        List.of(new Problem.Violation(refused.field(), refused.problem())));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return Problem.response(status, Objects.toString(refused.getMessage(), ""), List.of());
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    LOGGER.error("a request failed", failure);
    return Problem.response(SERVER_ERROR, "the service failed; try again later", List.of());
  }

  private static Problem.Violation violation(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return new Problem.Violation(path.substring(path.lastIndexOf('.') + 1), violation.getMessage());
  }
}
