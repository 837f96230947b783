package io.sagasuite.saga.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What a step can do, by the key that says so, and the other keys that mean something to it. A key
/// that would be read and then ignored is refused.
enum StepForm {
  PARTICIPANT(
      "command, compensation, compensationInput, input, timeout, totalTimeout, retry,"
          + " compensationRetry, forEach, outputs"),
  HTTP("timeout, totalTimeout, retry, compensationRetry, forEach"),
  SAGA("detached, input, timeout, compensationRetry, forEach, outputs"),
  SIGNAL("timeout, outputs"),
  COVERED_BY(""),
  PUBLISH("input"),
  VALIDATE("");

  private static final Set<String> ALL = new TreeSet<>();

  static {
    Arrays.stream(values()).map(StepForm::keys).forEach(ALL::addAll);
  }

  private final Set<String> keys;

  StepForm(String own) {
    this.keys = new TreeSet<>(List.of("kind", "needs", "description", key()));
    if (!name().equals("COVERED_BY")) {
      keys.addAll(List.of("when", "required", "onFailure", "priority", "delay"));
    }
    Arrays.stream(own.split(", ")).filter(word -> !word.isEmpty()).forEach(keys::add);
  }

  /// The key that makes a step one of these.
  String key() {
    return name().equals("COVERED_BY") ? "coveredBy" : name().toLowerCase(Locale.ROOT);
  }

  /// The form's keys, all of them.
  Set<String> keys() {
    return keys;
  }

  /// The keys of all forms.
  static Set<String> allKeys() {
    return ALL;
  }

  /// The forms that the step's keys ask for; a good step has one.
  static List<StepForm> of(DocumentNode step) {
    return Arrays.stream(values()).filter(form -> step.has(form.key())).toList();
  }
}
