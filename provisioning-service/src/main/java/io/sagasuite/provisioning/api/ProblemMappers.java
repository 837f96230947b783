package io.sagasuite.provisioning.api;

import io.sagasuite.provisioning.instance.ProvisioningException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever goes wrong in a request into a problem document.
class ProblemMappers {

  private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    Response problem = Problem.response(status, Objects.toString(refused.getMessage(), ""));
    return status == UNAUTHORIZED
        ? Response.fromResponse(problem).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
        : problem;
  }

  /// Where the instances run does not do what was asked.
  @ServerExceptionMapper
  Response unavailable(ProvisioningException failure) {
    if (failure.kind() == ProvisioningException.Kind.REJECTED) {
      return Problem.response(NOT_FOUND, failure.reason());
    }
    return Response.fromResponse(Problem.response(UNAVAILABLE, failure.reason()))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    LOGGER.error("a request failed", failure);
    return Problem.response(SERVER_ERROR, "the service failed; try again later");
  }
}
