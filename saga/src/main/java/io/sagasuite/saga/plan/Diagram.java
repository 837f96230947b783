package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinition.Recurrence;
import io.sagasuite.saga.definition.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Draws a definition as a Mermaid flowchart: one node for each step, one arrow for each need. A
/// dotted arrow leads from a step to the one that its reply decides too.
public final class Diagram {

  private static final String HEADER =
      """
      ---
      title: %s
      ---
      flowchart TD
        classDef compensatable fill:#e8f1fb,stroke:#2f6fb0,color:#12263a
        classDef pivot fill:#fdf0d5,stroke:#b7791f,stroke-width:3px,color:#3d2a06
        classDef retriable fill:#e7f6ec,stroke:#2f855a,color:#10301f
        classDef local fill:#f4f4f5,stroke:#71717a,color:#27272a
        classDef optional stroke-dasharray:5 4
      """;

  private final SagaDefinition definition;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private Diagram(SagaDefinition definition) {
    this.definition = definition;
    definition.steps().forEach(step -> ids.put(step.name(), "s" + ids.size()));
  }

  /// The flowchart's text.
  public static String of(SagaDefinition definition) {
    return new Diagram(definition).draw();
  }

  private String draw() {
    text.append(HEADER.formatted(definition.name()));
    definition.steps().forEach(this::node);
    definition.steps().forEach(this::arrows);
    Recurrence recurrence = definition.policy().recurrence();
    if (recurrence != null) {
      recurrence(recurrence);
    }
    return text.toString();
  }

  private void line(String format, Object... parts) {
    text.append("  ").append(format.formatted(parts)).append('\n');
  }

  private void node(Step step) {
    String label = String.join("<br/>", label(step));
    line("%s%s:::%s", id(step.name()), shape(step).formatted(label), look(step));
    if (step.onFailure() != OnFailure.STOP) {
      line("class %s optional", id(step.name()));
    }
  }

  private String id(String step) {
    return ids.getOrDefault(step, "s");
  }

  private static String shape(Step step) {
    return switch (step.action()) {
      case Action.Command _ ->
          switch (step.kind()) {
            case PIVOT -> "{{\"%s\"}}";
            case COMPENSATABLE, RETRIABLE -> "[\"%s\"]";
          };
      case Action.CoveredBy _, Action.Validate _ -> "([\"%s\"])";
      case Action.Publish _ -> ">\"%s\"]";
      case Action.AwaitSignal _ -> "[/\"%s\"/]";
      case Action.RunSaga _ -> "[[\"%s\"]]";
    };
  }

  private static String look(Step step) {
    return switch (step.action()) {
      case Action.Command _, Action.RunSaga _ -> Wording.lower(step.kind());
      case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ -> "local";
    };
  }

  private static List<String> label(Step step) {
    List<String> lines = new ArrayList<>();
    lines.add(escaped(step.name()));
    lines.add(escaped(Wording.does(step)));
    if (step.when() != null) {
      lines.add("when " + escaped(step.when().text()));
    }
    if (step.isUndoable()) {
      boolean child = step.action() instanceof Action.RunSaga;
      lines.add("undo: " + (child ? "all it did" : escaped(Wording.compensation(step.action()))));
    }
    if (step.onFailure() != OnFailure.STOP) {
      lines.add("on failure: " + escaped(step.onFailure().wire().replace('_', ' ')));
    }
    Duration timeout = step.timing().timeout();
    if (step.action() instanceof Action.AwaitSignal && timeout != null) {
      lines.add("at most " + timeout);
    }
    if (!step.timing().delay().isZero()) {
      lines.add("after " + step.timing().delay());
    }
    return lines;
  }

  private void arrows(Step step) {
    step.needs().forEach(need -> line("%s --> %s", id(need), id(step.name())));
    if (step.action() instanceof Action.CoveredBy covered) {
      String codes = escaped(String.join(", ", covered.codes().stream().sorted().toList()));
      line("%s -. \"%s\" .-> %s", id(covered.step()), codes, id(step.name()));
    }
  }

  private void recurrence(Recurrence recurrence) {
    String until = recurrence.until() == null ? "" : "<br/>until " + escaped(recurrence.until());
    line("again((\"again every %s%s\")):::local", recurrence.every(), until);
    for (Step step : definition.steps()) {
      if (definition.graph().descendants(step.name()).findAny().isEmpty()) {
        line("%s -.-> again", id(step.name()));
      }
    }
  }

  /// A label's text, with what Mermaid or the browser would take for markup as numbered entities.
  private static String escaped(String raw) {
    StringBuilder safe = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if ("\"#<>&`\\;%{}".indexOf(c) >= 0) {
        safe.append('#').append((int) c).append(';');
      } else {
        safe.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return safe.toString();
  }
}
