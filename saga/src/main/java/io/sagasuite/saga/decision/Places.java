package io.sagasuite.saga.decision;

/// How many more steps may be under way at once.
final class Places {

  private int free;

  private Places(int free) {
    this.free = free;
  }

  static Places of(Turn turn) {
    int most = turn.definition.policy().maxConcurrentSteps();
    if (most == 0) {
      return new Places(Integer.MAX_VALUE);
    }
    int taken = 0;
    for (StepState step : turn.state().steps()) {
      if (step.execute().isTrying() || step.compensate().isTrying()) {
        taken++;
      }
    }
    return new Places(Math.max(0, most - taken));
  }

  /// Takes a place if there is one.
  boolean take() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }
}
