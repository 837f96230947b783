package io.sagasuite.saga.definition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a step does, in one of the forms of [StepForm].
final class ActionReader {

  /// What a step does, and what its form says about the rest of the step.
  ///
  /// @param outputs the names that its reply promises, null where nothing is declared
  /// @param timeout bound of one attempt where the step names none; null = none
  record Body(
      Action action, Template input, @Nullable Set<String> outputs, @Nullable Duration timeout) {}

  /// Marks a step that has nothing to undo.
  static final String NO_COMPENSATION = "none";

  private static final Body NOTHING =
      new Body(new Action.Validate(), Template.EMPTY, Set.of(), null);

  private final DocumentNode step;
  private final boolean mustSayHowItIsUndone;

  ActionReader(DocumentNode step, boolean mustSayHowItIsUndone) {
    this.step = step;
    this.mustSayHowItIsUndone = mustSayHowItIsUndone;
  }

  Body read() {
    List<StepForm> stated = StepForm.of(step);
    if (stated.size() != 1) {
      step.refuse(stated.isEmpty() ? "does nothing; " + choice() : "does " + list(stated));
      return NOTHING;
    }
    StepForm form = stated.getFirst();
    Set<String> meaningful = form.keys();
    for (String key : step.keys()) {
      if (StepForm.allKeys().contains(key) && !meaningful.contains(key)) {
        step.refuse(key, "means nothing to a step with '" + form.key() + "'");
      }
    }
    return switch (form) {
      case PARTICIPANT -> command();
      case HTTP -> HttpCallReader.read(step.child("http"), mustSayHowItIsUndone);
      case SAGA -> saga();
      case SIGNAL -> signal();
      case COVERED_BY -> covered(step.child("coveredBy"));
      case PUBLISH -> publish(step.child("publish"));
      case VALIDATE -> validate();
    };
  }

  private static String choice() {
    return "give it one of "
        + Arrays.stream(StepForm.values()).map(StepForm::key).collect(Collectors.joining(", "));
  }

  private static String list(List<StepForm> stated) {
    String keys = stated.stream().map(StepForm::key).collect(Collectors.joining(" and "));
    return keys + "; one step does one thing";
  }

  private Body command() {
    String participant = step.requiredName("participant", NameRule.NAME);
    String command = step.requiredName("command", NameRule.WORD);
    if (!step.has("compensation") && mustSayHowItIsUndone) {
      step.refuse(
          "compensation",
          "is missing; name the command that undoes the step, or 'none' if nothing is to undo");
    }
    String undo = step.has("compensation") ? step.requiredName("compensation", NameRule.WORD) : "";
    String compensation = undo.isEmpty() || undo.equals(NO_COMPENSATION) ? null : undo;
    Template undoInput =
        step.has("compensationInput") ? input(participant, "compensationInput") : null;
    if (undoInput != null && compensation == null) {
      step.refuse("compensationInput", "has no compensation to go to");
    }
    return new Body(
        new Action.Command(participant, command, compensation, undoInput),
        input(participant, "input"),
        outputs(),
        Step.Timing.DEFAULT_TIMEOUT);
  }

  private Template input(String participant, String key) {
    return participant.equals(HttpCallReader.PARTICIPANT)
        ? step.templateOfWholes(key, step.object(key))
        : step.template(key);
  }

  private Body saga() {
    Action action =
        new Action.RunSaga(step.requiredName("saga", NameRule.NAME), step.flag("detached", false));
    return new Body(action, step.template("input"), outputs(), null);
  }

  private Body signal() {
    Action action = new Action.AwaitSignal(step.requiredName("signal", NameRule.WORD));
    return new Body(action, Template.EMPTY, outputs(), null);
  }

  private static Body covered(DocumentNode node) {
    Action action =
        new Action.CoveredBy(node.requiredText("step"), Set.copyOf(node.texts("codes")));
    node.refuseUnknownKeys();
    return new Body(action, Template.EMPTY, Set.of(), null);
  }

  private Body publish(DocumentNode node) {
    Action action =
        new Action.Publish(
            node.requiredName("event", NameRule.WORD), node.requiredName("topic", NameRule.TOPIC));
    node.refuseUnknownKeys();
    return new Body(action, step.template("input"), Set.of(), null);
  }

  private Body validate() {
    if (!"input".equals(step.get("validate"))) {
      step.refuse("validate", "must be 'input'");
    }
    return NOTHING;
  }

  private @Nullable Set<String> outputs() {
    if (!step.has("outputs")) {
      return null;
    }
    Set<String> names = new TreeSet<>();
    for (String name : step.texts("outputs")) {
      if (!NameRule.OUTPUT.allows(name)) {
        step.refuse("outputs", "'" + name + "' " + NameRule.OUTPUT.sentence());
      } else if (!names.add(name)) {
        step.refuse("outputs", "names '" + name + "' twice");
      }
    }
    return names;
  }
}
