package io.sagasuite.saga.testkit;

import org.jspecify.annotations.Nullable;

/// A step's name as messages carry it, taken apart.
///
/// @param step the step of the definition
/// @param index of an element, null for a step of its own
/// @param round of a recurring saga, from 1
record StepName(String step, @Nullable Integer index, int round) {

  static StepName of(String wire) {
    int at = wire.lastIndexOf('@');
    int round = at < 0 ? 1 : Integer.parseInt(wire.substring(at + 1));
    String name = at < 0 ? wire : wire.substring(0, at);
    if (!name.endsWith("]")) {
      return new StepName(name, null, round);
    }
    int bracket = name.lastIndexOf('[');
    Integer index = Integer.valueOf(name.substring(bracket + 1, name.length() - 1));
    return new StepName(name.substring(0, bracket), index, round);
  }

  /// The step or element without its round.
  String element() {
    return index == null ? step : step + "[" + index + "]";
  }
}
