package io.sagasuite.http.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong in a request into a problem document.
class ProblemMappers {

  private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);
  private static final int SERVER_ERROR = 500;

  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return Problem.response(status, Objects.toString(refused.getMessage(), ""));
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    LOGGER.error("a request failed", failure);
    return Problem.response(SERVER_ERROR, "the service failed; try again later");
  }
}
