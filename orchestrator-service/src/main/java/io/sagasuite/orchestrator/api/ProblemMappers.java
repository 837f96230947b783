package io.sagasuite.orchestrator.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns everything that ends a request early into a problem; no stack trace ever leaves.
final class ProblemMappers {

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    Response.ResponseBuilder answer = Response.fromResponse(e.problem().toResponse());
    if (e.retryAfterSeconds() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds());
    }
    return answer.build();
  }
}
