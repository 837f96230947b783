package io.sagasuite.inventory.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// An error as RFC 9457 has it; never with a stack trace.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<Violation> violations) {

  private static final String MEDIA_TYPE = "application/problem+json";

  /// One field that is wrong, and why.
  record Violation(String field, String message) {}

  static Response response(int status, String detail, List<Violation> violations) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(new Problem("about:blank", title, status, detail, violations))
        .build();
  }
}
