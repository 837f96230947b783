package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.OverloadedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers what is refused because there is enough to do.
final class OverloadMapper {

  @ServerExceptionMapper
  Response overloaded(OverloadedException e) {
    return ProblemException.overloaded(503, String.valueOf(e.getMessage()), e.retryAfterSeconds())
        .toResponse();
  }
}
