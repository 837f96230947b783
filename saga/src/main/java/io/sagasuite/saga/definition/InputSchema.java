package io.sagasuite.saga.definition;

import java.util.List;
import java.util.Map;

/// What a saga's input must look like: JSON Schema, draft 2020-12.
public interface InputSchema {

  /// All that is wrong with the input, by place; empty when it is good.
  List<Violation> violations(Map<String, Object> input);
}
