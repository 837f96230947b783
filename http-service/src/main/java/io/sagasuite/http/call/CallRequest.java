package io.sagasuite.http.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is to be sent. Until it is filled, secrets stand in it by their names.
///
/// @param body text is sent as it is, anything else as JSON; null is no body
public record CallRequest(
    String method,
    String url,
    Map<String, String> headers,
    Map<String, List<String>> query,
    @Nullable Object body) {

  /// The names of all secrets that are needed to send it.
  public Set<String> secretNames() {
    Set<String> names = new TreeSet<>();
    SecretText.collect("url", url, names);
    headers.forEach((name, value) -> SecretText.collect("headers." + name, value, names));
    query.forEach(
        (name, values) -> values.forEach(v -> SecretText.collect("query." + name, v, names)));
    mapped(
        body,
        text -> {
          SecretText.collect("body", text, names);
          return text;
        });
    return names;
  }

  /// The request with its secrets in place: for sending only.
  CallRequest filled(Map<String, String> secrets) {
    UnaryOperator<String> fill = text -> SecretText.filled(text, secrets);
    Map<String, String> filledHeaders = new LinkedHashMap<>();
    headers.forEach((name, value) -> filledHeaders.put(name, fill.apply(value)));
    Map<String, List<String>> filledQuery = new LinkedHashMap<>();
    query.forEach((name, values) -> filledQuery.put(name, values.stream().map(fill).toList()));
    return new CallRequest(method, fill.apply(url), filledHeaders, filledQuery, mapped(body, fill));
  }

  @SuppressWarnings("NullAway") // a JSON null stays a null in plain lists and maps
  private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<String> change) {
    return switch (value) {
      case String text -> change.apply(text);
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), mapped(item, change)));
        yield copy;
      }
      case List<?> items -> {
        List<Object> copy = new ArrayList<>();
        items.forEach(item -> copy.add(mapped(item, change)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
