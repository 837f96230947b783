package io.sagasuite.orchestrator.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Refuses a body that is announced too large, before any of it is read.
final class BodyLimit {

  @ConfigProperty(name = "suite.http.body-bytes-max")
  long bodyBytesMax;

  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length == null || length.isBlank() || Long.parseLong(length.trim()) <= bodyBytesMax) {
      return null;
    }
    String detail = "the body must not exceed " + bodyBytesMax + " bytes";
    return Problem.of(413, detail).toResponse();
  }
}
