package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Condition;
import io.sagasuite.saga.definition.PlainText;
import io.sagasuite.saga.definition.Reference;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Template;
import io.sagasuite.saga.plan.PlannedStep.PlannedCondition;
import io.sagasuite.saga.plan.PlannedStep.PlannedFanOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Renders templates and conditions as far as the saga's input and the definition's constants go.
final class Rendering {

  /// What is known before a saga exists; everything else stands in the plan as its reference.
  private static final Set<String> KNOWN = Set.of("input", "env");

  private final KnownScope scope;

  Rendering(SagaDefinition definition, Map<String, Object> input) {
    this.scope = new KnownScope(input, definition.env());
  }

  PlannedStep step(Step step) {
    return new PlannedStep(
        step.name(),
        step.kind(),
        step.needs(),
        Wording.does(step),
        step.action() instanceof Action.Command command ? command.participant() : null,
        Wording.command(step.action()),
        object(step.input()),
        condition(step.when()),
        fanOut(step.forEach()),
        step.timing().delay(),
        step.timing().timeout(),
        step.isUndoable() ? Wording.compensation(step.action()) : null);
  }

  PlannedUndo undo(Step step) {
    Template input =
        step.action() instanceof Action.Command command && command.compensationInput() != null
            ? command.compensationInput()
            : step.input();
    return new PlannedUndo(
        step.name(),
        step.action() instanceof Action.Command command ? command.participant() : null,
        Wording.compensation(step.action()),
        object(input));
  }

  /// False when it is known already that the step's condition will not hold.
  boolean mayRun(Step step) {
    PlannedCondition when = condition(step.when());
    return when == null || !Boolean.FALSE.equals(when.holds());
  }

  private @Nullable PlannedCondition condition(@Nullable Condition when) {
    if (when == null) {
      return null;
    }
    if (!when.references().stream().allMatch(reference -> KNOWN.contains(reference.root()))) {
      return new PlannedCondition(when.text(), null, null);
    }
    try {
      return new PlannedCondition(when.text(), when.holds(scope), null);
    } catch (Condition.ConditionFailedException e) {
      return new PlannedCondition(when.text(), null, e.getMessage());
    }
  }

  private @Nullable PlannedFanOut fanOut(Step.@Nullable ForEach forEach) {
    if (forEach == null) {
      return null;
    }
    Integer count = value(forEach.items()) instanceof List<?> list ? list.size() : null;
    return new PlannedFanOut(count, forEach.maxConcurrent());
  }

  private Map<String, Object> object(Template template) {
    Map<String, Object> rendered = new LinkedHashMap<>();
    if (template instanceof Template.Fields object) {
      object
          .fields()
          .forEach((key, field) -> {
            Object value = value(field);
            if (value != null) {
              rendered.put(key, value);
            }
          });
    }
    return rendered;
  }

  private @Nullable Object value(Template template) {
    return switch (template) {
      case Template.Literal literal -> literal.value();
      case Template.Value value -> value(value);
      case Template.Text text -> {
        StringBuilder whole = new StringBuilder();
        for (Template part : text.parts()) {
          Object rendered = value(part);
          if (rendered == null && text.whole()) {
            yield null;
          }
          if (rendered != null) {
            PlainText.append(whole, rendered);
          }
        }
        yield whole.toString();
      }
      case Template.Elements elements -> {
        List<Object> items = new ArrayList<>();
        for (Template item : elements.items()) {
          Object rendered = value(item);
          if (rendered != null) {
            items.add(rendered);
          }
        }
        yield items;
      }
      case Template.Fields fields -> object(fields);
    };
  }

  private @Nullable Object value(Template.Value value) {
    Reference reference = value.reference();
    return KNOWN.contains(reference.root()) ? value.render(scope) : reference.spelled();
  }

  private record KnownScope(Map<String, Object> input, Map<String, Object> env)
      implements Template.Scope {
    @Override
    public String sagaId() {
      return "";
    }

    @Override
    public @Nullable Map<String, Object> outputOf(String step) {
      return null;
    }

    @Override
    public Template.StepEnd endOf(String step) {
      return Template.StepEnd.OPEN;
    }
  }
}
