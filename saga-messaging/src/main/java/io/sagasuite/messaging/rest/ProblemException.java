package io.sagasuite.messaging.rest;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem.
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable Integer retryAfterSeconds;

  private ProblemException(Problem problem, @Nullable Integer retryAfterSeconds) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /// A problem that the status says all about.
  public static ProblemException of(int status, String detail) {
    return new ProblemException(Problem.of(status, detail), null);
  }

  /// Input that was refused.
  public static ProblemException refused(List<FieldViolation> violations) {
    return refused(400, violations);
  }

  /// Input that was refused with another status.
  public static ProblemException refused(int status, List<FieldViolation> violations) {
    return new ProblemException(Problem.refused(status, List.copyOf(violations)), null);
  }

  /// One field that was refused.
  public static ProblemException refused(String field, String message) {
    return refused(List.of(new FieldViolation(field, message)));
  }

  /// A bound has been reached, or something cannot be reached; the caller may try again later.
  public static ProblemException overloaded(int status, String detail, int retryAfterSeconds) {
    return new ProblemException(Problem.of(status, detail), retryAfterSeconds);
  }

  /// What is answered.
  public Problem problem() {
    return problem;
  }

  /// The answer that carries the problem.
  public Response toResponse() {
    Response answer = problem.toResponse();
    return retryAfterSeconds == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, retryAfterSeconds).build();
  }
}
