package io.sagasuite.saga.decision;

/// How a step is named in messages: participants handle each (saga, step, direction) once, so the
/// steps of a later round carry its number.
///
/// @param name the step or element
/// @param round of the saga, from 1
record WireStep(String name, int round) {

  static String of(String name, int round) {
    return round == 1 ? name : name + "@" + round;
  }

  /// Round 0 for a name that no saga gives.
  static WireStep parse(String wire) {
    int at = wire.lastIndexOf('@');
    if (at < 0) {
      return new WireStep(wire, 1);
    }
    try {
      return new WireStep(wire.substring(0, at), Integer.parseInt(wire.substring(at + 1)));
    } catch (NumberFormatException e) {
      return new WireStep(wire, 0);
    }
  }
}
