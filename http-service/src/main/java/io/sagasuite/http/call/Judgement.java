package io.sagasuite.http.call;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What an answer means to the saga. The question behind every line is whether the call can have
/// taken effect: certainly, certainly not, or nobody knows.
public record Judgement(CallSpec spec, Direction direction, SecretMask mask) {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final int OUTPUTS_LENGTH_MAX = 256 * 1024;
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /// Redirects that promise that the service has not acted.
  private static final Set<Integer> NOT_HERE = Set.of(307, 308);

  public CallResult of(CallAnswer answer) {
    return switch (answer) {
      case CallAnswer.Answered whole -> new CallResult(answered(whole), whole.status());
      case CallAnswer.TooLarge large -> new CallResult(tooLarge(large), large.status());
      case CallAnswer.NotConnected no ->
          new CallResult(new Outcome.Failed("http_unavailable", no.reason()), null);
      case CallAnswer.TimedOut _ ->
          unknown("http_timeout", "the service did not answer within " + spec.timeout());
      case CallAnswer.Lost _ ->
          unknown("http_connection_lost", "the connection was lost after the request was sent");
    };
  }

  private static CallResult unknown(String code, String message) {
    return new CallResult(new Outcome.Unknown(code, message), null);
  }

  private Outcome answered(CallAnswer.Answered answer) {
    if (spec.accept().isUndone(answer.status(), direction)) {
      return new Outcome.Succeeded(Map.of());
    }
    return spec.accept().accepts(answer.status(), direction)
        ? accepted(answer)
        : refused(answer.status(), answer.body());
  }

  private Outcome accepted(CallAnswer.Answered answer) {
    Outputs.Found found = spec.outputs().in(answer);
    if (!found.missing().isEmpty()) {
      return new Outcome.Unknown(
          "output_missing",
          "the service answered %d without %s"
              .formatted(answer.status(), String.join(", ", found.missing())));
    }
    Map<String, Object> outputs = mask.outputs(found.values());
    return PlainJson.length(outputs) > OUTPUTS_LENGTH_MAX
        ? new Outcome.Unknown(
            "outputs_too_large", "the outputs have more than " + OUTPUTS_LENGTH_MAX + " characters")
        : new Outcome.Succeeded(outputs);
  }

  private Outcome tooLarge(CallAnswer.TooLarge answer) {
    return spec.accept().accepts(answer.status(), direction)
        ? new Outcome.Unknown("response_too_large", "the service answered with more than is read")
        : refused(answer.status(), "");
  }

  private Outcome refused(int status, String body) {
    String code = "http_" + status;
    String excerpt = mask.excerpt(body);
    String message = "the service answered " + status + (excerpt.isEmpty() ? "" : ": " + excerpt);
    if (isNotTakenUp(status, body)) {
      return new Outcome.Failed(code, message);
    }
    return isRefusal(status)
        ? new Outcome.Rejected(code, message)
        : new Outcome.Unknown(code, message);
  }

  /// A service that takes nothing up, or a gateway that did not reach it, leaves no effect behind.
  private static boolean isNotTakenUp(int status, String body) {
    return status == TOO_MANY_REQUESTS
        || status == UNAVAILABLE
        || (status == BAD_GATEWAY && body.toLowerCase(Locale.ROOT).contains("connection refused"));
  }

  /// A success that was not accepted may well have changed something, as may a redirect after it.
  private boolean isRefusal(int status) {
    return switch (status / 100) {
      case 4 -> true;
      case 2, 3 -> NOT_HERE.contains(status) || SAFE_METHODS.contains(spec.request().method());
      default -> false;
    };
  }
}
