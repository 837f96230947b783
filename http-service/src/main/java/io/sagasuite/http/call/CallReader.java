package io.sagasuite.http.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a call out of a command's input, and refuses with the place and a sentence what could not
/// be sent as it stands.
public final class CallReader {

  private static final Set<String> KEYS =
      Set.of(
          "method",
          "url",
          "headers",
          "query",
          "body",
          "accept",
          "timeout",
          "outputs",
          "onMissingOutput");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration TIMEOUT_USUAL = Duration.ofSeconds(30);

  /// How long a call may last at most.
  public static final Duration TIMEOUT_MAX = Duration.ofHours(1);

  private static final int CODE_MIN = 100;
  private static final int CODE_MAX = 599;
  private static final int OUTPUTS_MAX = 100;

  private CallReader() {}

  /// The call that an input describes.
  ///
  /// @throws RefusedCallException when it describes none
  public static CallSpec read(Map<String, Object> input) {
    input.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw RefusedCallException.invalid(key, "is not a part of a call");
        });
    CallRequest request =
        new CallRequest(
            method(input.get("method")),
            url(input.get("url")),
            headers(input.get("headers")),
            query(input.get("query")),
            input.get("body"));
    Target.hostKey(request.url());
    Set<String> unused = request.secretNames();
    return new CallSpec(
        request, accept(input.get("accept")), timeout(input.get("timeout")), outputs(input));
  }

  private static String method(@Nullable Object value) {
    String method =
        value == null ? "GET" : InputValues.text("method", value).toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw RefusedCallException.invalid("method", "is none of " + String.join(", ", sorted()));
    }
    return method;
  }

  private static List<String> sorted() {
    return METHODS.stream().sorted().toList();
  }

  private static String url(@Nullable Object value) {
    if (value == null) {
      throw RefusedCallException.invalid("url", "is missing");
    }
    return InputValues.text("url", value);
  }

  private static Map<String, String> headers(@Nullable Object value) {
    Map<String, String> headers = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    InputValues.map("headers", value)
        .forEach((key, item) -> {
          String name = String.valueOf(key);
          String header = InputValues.scalar("headers." + name, item);
          HeaderRules.check(name, header);
          if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw RefusedCallException.invalid("headers." + name, "stands there twice");
          }
          headers.put(name, header);
        });
    return headers;
  }

  private static Map<String, List<String>> query(@Nullable Object value) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    InputValues.map("query", value)
        .forEach((key, item) -> {
          String place = "query." + key;
          List<?> items =
              item instanceof List<?> several ? several : List.of(InputValues.scalar(place, item));
          query.put(
              String.valueOf(key),
              items.stream().map(one -> InputValues.scalar(place, one)).toList());
        });
    return query;
  }

  private static Acceptance accept(@Nullable Object value) {
    if (value == null) {
      return Acceptance.USUAL;
    }
    if (!(value instanceof List<?> codes) || codes.isEmpty()) {
      throw RefusedCallException.invalid("accept", "is not a list of status codes");
    }
    Set<Integer> accepted = new LinkedHashSet<>();
    for (int i = 0; i < codes.size(); i++) {
      accepted.add(code("accept[" + i + "]", codes.get(i)));
    }
    return new Acceptance(accepted);
  }

  private static int code(String place, @Nullable Object value) {
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= CODE_MIN
        && ((Number) value).longValue() <= CODE_MAX) {
      return ((Number) value).intValue();
    }
    throw RefusedCallException.invalid(
        place, "is not a whole number from " + CODE_MIN + " to " + CODE_MAX);
  }

  private static Duration timeout(@Nullable Object value) {
    if (value == null) {
      return TIMEOUT_USUAL;
    }
    try {
      Duration timeout = Duration.parse(InputValues.text("timeout", value));
      if (timeout.toMillis() > 0 && timeout.compareTo(TIMEOUT_MAX) <= 0) {
        return timeout;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw RefusedCallException.invalid("timeout", "is not a duration such as PT10S");
    }
    throw RefusedCallException.invalid("timeout", "is not between 1 ms and " + TIMEOUT_MAX);
  }

  private static Outputs outputs(Map<String, Object> input) {
    Map<String, OutputPath> paths = new LinkedHashMap<>();
    InputValues.map("outputs", input.get("outputs"))
        .forEach((name, path) -> {
          String place = "outputs." + name;
          paths.put(String.valueOf(name), OutputPath.of(place, InputValues.text(place, path)));
        });
    if (paths.size() > OUTPUTS_MAX) {
      throw RefusedCallException.invalid("outputs", "has more than " + OUTPUTS_MAX + " entries");
    }
    return new Outputs(paths, skipsMissing(input.get("onMissingOutput")));
  }

  private static boolean skipsMissing(@Nullable Object value) {
    String word = value == null ? "fail" : InputValues.text("onMissingOutput", value);
    return switch (word) {
      case "fail" -> false;
      case "skip" -> true;
      default -> throw RefusedCallException.invalid("onMissingOutput", "is neither fail nor skip");
    };
  }
}
