package io.sagasuite.saga.definition;

import java.util.Map;

/// Reads a saga definition document, given as the plain maps, lists, strings, numbers and booleans
/// that any YAML or JSON reader yields.
public final class DefinitionParser {

  private DefinitionParser() {}

  /// The definition that the document describes.
  ///
  /// @throws InvalidDefinitionException with every reason why it could not be run
  public static SagaDefinition parse(Map<String, Object> document) {
    throw new IllegalStateException();
  }
}
