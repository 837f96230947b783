package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What templates and conditions of a definition see of one saga.
///
/// @param current the step or element that is rendered for; null for the saga as a whole
record StateScope(SagaDefinition definition, SagaState state, @Nullable StepState current)
    implements Template.Scope {

  @Override
  public Map<String, Object> input() {
    return state.input();
  }

  @Override
  public Map<String, Object> env() {
    return definition.env();
  }

  @Override
  public String sagaId() {
    return state.sagaId().toString();
  }

  @Override
  public int round() {
    return state.round();
  }

  @Override
  public Template.StepEnd endOf(String step) {
    StepState found = state.step(step);
    return switch (found == null ? Leg.Phase.IDLE : found.execute().phase()) {
      case SUCCEEDED -> Template.StepEnd.SUCCEEDED;
      case FAILED -> Template.StepEnd.FAILED;
      case SKIPPED -> Template.StepEnd.SKIPPED;
      case IDLE, WAITING, IN_FLIGHT, BACKING_OFF, PARKED -> Template.StepEnd.OPEN;
    };
  }

  /// The outputs of an expanded step's elements are kept once, with the elements. What succeeded
  /// can be seen by a saga that goes on although other elements failed.
  @Override
  public @Nullable Map<String, Object> outputOf(String step) {
    StepState found = state.step(step);
    if (found == null || found.items() == 0 || !found.isThrough()) {
      return found == null ? null : found.output();
    }
    List<Object> items = new ArrayList<>(found.items());
    for (StepState item : state.steps().itemsOf(found)) {
      items.add(item.output() == null ? Map.of() : item.output());
    }
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("count", found.items());
    output.put("items", items);
    return output;
  }

  @Override
  public @Nullable Object item() {
    Integer index = index();
    if (index == null || current == null) {
      return null;
    }
    Step.ForEach forEach = definition.step(current.step()).forEach();
    Object list = forEach == null ? null : forEach.items().render(this);
    return list instanceof List<?> items && index < items.size() ? items.get(index) : null;
  }

  @Override
  public @Nullable Integer index() {
    return current == null ? null : StepState.indexOf(current.name());
  }

  @Override
  public @Nullable Map<String, Object> ownOutput() {
    return current == null ? null : current.output();
  }
}
