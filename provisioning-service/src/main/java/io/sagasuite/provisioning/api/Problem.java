package io.sagasuite.provisioning.api;

import jakarta.ws.rs.core.Response;

/// An error as RFC 9457 has it; never with a stack trace.
record Problem(String type, String title, int status, String detail) {

  private static final String MEDIA_TYPE = "application/problem+json";

  static Response response(int status, String detail) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(new Problem("about:blank", title, status, detail))
        .build();
  }
}
