package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// The two kinds of patches: documents that are laid over a resource, and lists of edits.
final class Patches {

  /// Lists whose items have a name; those are merged, others replaced.
  private static final Map<String, String> ITEM_NAMES =
      Map.of(
          "containers", "name",
          "env", "name",
          "ports", "containerPort",
          "volumes", "name",
          "volumeMounts", "mountPath");

  private Patches() {}

  /// Lays a document over a resource; the resource keeps its name.
  static void merge(ObjectNode target, JsonNode overlay) {
    overlay
        .properties()
        .forEach(field -> {
          if (!field.getKey().equals("metadata") || !overlay.has("kind")) {
            mergeField(target, field.getKey(), field.getValue());
          }
        });
  }

  private static void mergeField(ObjectNode target, String field, JsonNode overlay) {
    JsonNode present = target.path(field);
    if (present instanceof ObjectNode object && overlay.isObject()) {
      merge(object, overlay);
    } else if (present instanceof ArrayNode items && ITEM_NAMES.containsKey(field)) {
      overlay.forEach(item -> mergeItem(items, ITEM_NAMES.get(field), item));
    } else {
      target.set(field, overlay.deepCopy());
    }
  }

  private static void mergeItem(ArrayNode items, String key, JsonNode overlay) {
    Optional<JsonNode> same =
        Yaml.each(items).filter(item -> item.path(key).equals(overlay.path(key))).findFirst();
    same.ifPresentOrElse(
        item -> merge((ObjectNode) item, overlay), () -> items.add(overlay.deepCopy()));
  }

  /// Applies edits in order; what an edit replaces or removes must be there.
  static void edit(Manifest target, JsonNode edits) {
    edits.forEach(edit -> {
      JsonPointer path = JsonPointer.compile(edit.path("path").asText());
      JsonNode parent = target.tree().at(path.head());
      String field = path.last().getMatchingProperty();
      switch (edit.path("op").asText()) {
        case "add" -> add(parent, field, edit.path("value"));
        case "replace" -> {
          requirePresent(target, path);
          ((ObjectNode) parent).set(field, edit.path("value"));
        }
        case "remove" -> {
          requirePresent(target, path);
          ((ObjectNode) parent).remove(field);
        }
        default -> throw new AssertionError("the tests do not know how to do " + edit);
      }
    });
  }

  private static void add(JsonNode parent, String field, JsonNode value) {
    switch (parent) {
      case ArrayNode list when field.equals("-") -> list.add(value);
      case ObjectNode object -> object.set(field, value);
      default -> throw new AssertionError("nothing can be added at " + field);
    }
  }

  /// Sets a value where there may be none, as a mistake would.
  static void plant(Manifest target, String path, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(path);
    ((ObjectNode) target.tree().at(pointer.head()))
        .set(pointer.last().getMatchingProperty(), value);
  }

  private static void requirePresent(Manifest target, JsonPointer path) {
    if (target.tree().at(path).isMissingNode()) {
      throw new AssertionError(target + " has nothing at " + path);
    }
  }
}
