package io.sagasuite.http.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A call with its secrets in place, ready to be sent. It lives in memory only and is never shown.
///
/// @param headers names in lower case
public record PreparedCall(
    String method,
    Target target,
    Map<String, String> headers,
    @Nullable String body,
    Duration timeout) {

  private static final String CONTENT_TYPE = "content-type";
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /// Fills in the secrets and adds what every call carries.
  ///
  /// @throws RefusedCallException when what comes out cannot be sent, or not there
  public static PreparedCall of(
      CallSpec spec, Map<String, String> secrets, Carried carried, AllowedHosts allowed) {
    CallRequest request = spec.request().filled(secrets);
    Target target = Target.of(withQuery(request));
    allowed.check(target);
    return new PreparedCall(
        request.method(), target, headers(request, carried), body(request.body()), spec.timeout());
  }

  /// What a call carries beside what the saga has written.
  public record Carried(String idempotencyKey, @Nullable String traceparent) {}

  private static String withQuery(CallRequest request) {
    if (request.query().isEmpty()) {
      return request.url();
    }
    String query =
        request.query().entrySet().stream()
            .flatMap(entry ->
                entry.getValue().stream().map(v -> encode(entry.getKey()) + "=" + encode(v)))
            .collect(Collectors.joining("&"));
    return request.url() + (request.url().contains("?") ? "&" : "?") + query;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, String> headers(CallRequest request, Carried carried) {
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    if (headers.values().stream().anyMatch(HeaderRules::isUnsendable)) {
      throw RefusedCallException.invalid(
          "headers", "would have a line break in a value, or what no header can carry");
    }
    if (request.body() != null) {
      headers.putIfAbsent(
          CONTENT_TYPE,
          request.body() instanceof String ? "text/plain; charset=utf-8" : "application/json");
    }
    headers.putIfAbsent("accept", "application/json, */*;q=0.5");
    headers.putIfAbsent("user-agent", "saga-suite");
    headers.put("idempotency-key", carried.idempotencyKey());
    if (carried.traceparent() != null && TRACEPARENT.matcher(carried.traceparent()).matches()) {
      headers.put("traceparent", carried.traceparent());
    }
    return headers;
  }

  private static @Nullable String body(@Nullable Object body) {
    return switch (body) {
      case null -> null;
      case String text -> text;
      case List<?> items -> PlainJson.write(items);
      case Object value -> PlainJson.write(value);
    };
  }

  @Override
  public String toString() {
    return "PreparedCall[" + method + "]";
  }
}
