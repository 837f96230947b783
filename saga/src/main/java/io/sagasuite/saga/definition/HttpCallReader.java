package io.sagasuite.saga.definition;

import io.sagasuite.saga.definition.ActionReader.Body;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the short form of a step that calls an HTTP service. It stands for a command to the
/// participant `http`, whose input is the call.
final class HttpCallReader {

  /// The participant that calls HTTP services; the only one that may be told of secrets.
  static final String PARTICIPANT = "http";

  private static final String COMMAND = "CallHttp";
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /// What an answer needs on its way back, so that a call which ran out of time is reported as such
  /// before the orchestrator gives it up.
  private static final Duration WAY_BACK = Duration.ofSeconds(5);

  private HttpCallReader() {}

  static Body read(DocumentNode call, boolean mustSayHowItIsUndone) {
    if (!call.has("compensation") && mustSayHowItIsUndone) {
      call.refuse(
          "compensation",
          "is missing; describe the call that undoes this one, or 'none' if nothing is to undo");
    }
    Template undo = compensation(call);
    Template input = call(call);
    Duration timeout = call.duration("timeout", DEFAULT_TIMEOUT);
    call.refuseUnknownKeys();
    return new Body(
        new Action.Command(PARTICIPANT, COMMAND, undo == null ? null : COMMAND, undo),
        input,
        new TreeSet<>(call.object("outputs").keySet()),
        timeout.plus(WAY_BACK));
  }

  private static @Nullable Template compensation(DocumentNode call) {
    Object stated = call.get("compensation");
    if (stated == null || ActionReader.NO_COMPENSATION.equals(stated)) {
      return null;
    }
    if (!(stated instanceof Map)) {
      call.refuse("compensation", "must be a call, or 'none'");
      return null;
    }
    DocumentNode node = call.child("compensation");
    Template template = call(node);
    node.refuseUnknownKeys();
    return template;
  }

  private static Template call(DocumentNode node) {
    String method = node.text("method");
    if (method != null && !METHODS.contains(method) && !method.startsWith("${")) {
      node.refuse("method", "must be one of " + String.join(", ", METHODS));
    }
    String url = node.requiredText("url");
    if (!url.isEmpty() && !url.matches("(?s)(https?://|\\$\\{).+")) {
      node.refuse("url", "must begin with http:// or https:// or a reference");
    }
    PolicyReader.positive(node, "timeout", DEFAULT_TIMEOUT);
    accept(node);
    outputs(node);
    String missing = node.text("onMissingOutput");
    if (missing != null && !Set.of("fail", "skip").contains(missing)) {
      node.refuse("onMissingOutput", "must be fail or skip, not '" + missing + "'");
    }
    Map<String, Template> fields = new LinkedHashMap<>();
    for (String key : List.of("method", "url", "headers", "query", "body", "accept", "timeout")) {
      put(fields, node, key);
    }
    put(fields, node, "outputs");
    put(fields, node, "onMissingOutput");
    texts(node, "headers");
    texts(node, "query");
    return new Template.Fields(fields);
  }

  private static void put(Map<String, Template> fields, DocumentNode node, String key) {
    Object value = node.get(key);
    if (value != null) {
      fields.put(key, node.templateOfWholes(key, value));
    }
  }

  private static void accept(DocumentNode node) {
    Object codes = node.get("accept");
    boolean good =
        codes == null
            || (codes instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(HttpCallReader::isStatus));
    if (!good) {
      node.refuse("accept", "must be a list of status codes from 100 to 599");
    }
  }

  private static boolean isStatus(@Nullable Object code) {
    return code instanceof Integer number && number >= 100 && number <= 599;
  }

  private static void outputs(DocumentNode node) {
    node.object("outputs")
        .forEach((name, where) -> {
          if (!NameRule.OUTPUT.allows(name)) {
            node.refuse("outputs." + name, "the name " + NameRule.OUTPUT.sentence());
          }
          if (!(where instanceof String path) || path.isBlank()) {
            node.refuse("outputs." + name, "must be a path into the answer such as items[0].id");
          }
        });
  }

  private static void texts(DocumentNode node, String key) {
    node.object(key)
        .forEach((name, value) -> {
          if (value == null || value instanceof Map || value instanceof List) {
            node.refuse(key + "." + name, "must be text, a number or a boolean");
          }
        });
  }
}
