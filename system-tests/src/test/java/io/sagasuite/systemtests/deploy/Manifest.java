package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/// One resource as the cluster gets it.
record Manifest(ObjectNode tree) {

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String kind() {
    return tree.path("kind").asText();
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  /// What stands under a path such as `/spec/template`.
  JsonNode at(String path) {
    return tree.at(path);
  }

  String text(String path) {
    return at(path).asText();
  }

  JsonNode pod() {
    return at("/spec/template/spec");
  }

  JsonNode container() {
    return pod().path("containers").path(0);
  }

  Map<String, String> podLabels() {
    return labels(at("/spec/template/metadata/labels"));
  }

  static Map<String, String> labels(JsonNode labels) {
    return labels.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asText()));
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
