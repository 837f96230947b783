package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.InputSchema;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Selection;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Violation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A dry run: what a saga would do in which order, and what would be undone if its last step
/// failed. Computed from the definition and the input alone; nothing is stored, sent or changed.
///
/// @param definition name of the saga type
/// @param version stored version of the definition, 0 before it was stored
/// @param inputViolations all that is wrong with the input; a saga would not start with it
/// @param batches each step stands in the earliest batch after all that it needs
/// @param undo batches again: a step is undone only after everything that was built on it
public record SagaPlan(
    String definition,
    int version,
    List<Violation> inputViolations,
    List<List<PlannedStep>> batches,
    List<List<PlannedUndo>> undo) {

  /// The plan of a whole definition, or of the part that [Selection] chooses.
  ///
  /// @throws Selection.InvalidSelectionException when there is no such part
  public static SagaPlan of(
      SagaDefinition definition,
      Map<String, Object> input,
      @Nullable String from,
      @Nullable String to,
      @Nullable String only) {
    List<Step> chosen =
        Selection.of(definition, from, to, only).stream().map(definition::step).toList();
    Rendering rendering = new Rendering(definition, input);
    InputSchema schema = definition.inputSchema();
    return new SagaPlan(
        definition.name(),
        definition.version(),
        schema == null ? List.of() : schema.violations(input),
        each(Batches.forward(chosen), rendering::step),
        definition.policy().rollbackOnFailure()
            ? each(Batches.backward(chosen, rendering::mayRun), rendering::undo)
            : List.of());
  }

  private static <T> List<List<T>> each(List<List<Step>> batches, Function<Step, T> planned) {
    return batches.stream().map(batch -> batch.stream().map(planned).toList()).toList();
  }
}
