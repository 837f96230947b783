package io.sagasuite.orchestrator.api;

import com.fasterxml.jackson.databind.JsonMappingException;

/// Where in a document something went wrong, as `items[0].quantity`.
final class JsonPaths {

  private JsonPaths() {}

  static String of(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : e.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }
}
