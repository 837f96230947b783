package io.sagasuite.saga.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A definition as its document says, before it is known whether it could run.
///
/// @param descriptions what people read about the saga, under the empty name, and about its steps
/// @param calls steps that are written in the short form of an HTTP call
record Draft(
    String name,
    SagaDefinition.Policy policy,
    Map<String, Object> env,
    List<Step> steps,
    Template output,
    @Nullable InputSchema inputSchema,
    Map<String, String> descriptions,
    Set<String> calls) {

  /// The place of a step's key as its document spells it.
  String place(Step step, String key) {
    String spelled = key;
    if (calls.contains(step.name())) {
      spelled =
          switch (key) {
            case "input", "participant" -> "http";
            case "compensationInput" -> "http.compensation";
            default -> key;
          };
    }
    return "steps." + step.name() + "." + spelled;
  }
}
