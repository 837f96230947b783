package io.sagasuite.messaging.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every error (RFC 9457).
///
/// @param violations what is wrong with the input, field by field; null for other errors
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable List<FieldViolation> violations) {

  /// The media type of errors.
  public static final String MEDIA_TYPE = "application/problem+json";

  /// A field of the input, by its path, and what is wrong with it.
  public record FieldViolation(String field, String message) {}

  /// A problem that the status says all about.
  public static Problem of(int status, String detail) {
    return new Problem("about:blank", titleOf(status), status, detail, null);
  }

  /// Input that was refused.
  public static Problem refused(int status, List<FieldViolation> violations) {
    String detail =
        violations.size() == 1
            ? violations.getFirst().field() + ": " + violations.getFirst().message()
            : violations.size() + " fields are not as they must be";
    return new Problem("about:blank", titleOf(status), status, detail, violations);
  }

  private static String titleOf(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    if (known != null) {
      return known.getReasonPhrase();
    }
    return status == 422 ? "Unprocessable Content" : "Error";
  }

  /// The answer that carries this problem. Whoever must say who they are does so with a token.
  public Response toResponse() {
    Response.ResponseBuilder answer = Response.status(status).type(MEDIA_TYPE).entity(this);
    return status == 401
        ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
        : answer.build();
  }
}
