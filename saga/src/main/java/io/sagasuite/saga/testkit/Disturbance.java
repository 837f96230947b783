package io.sagasuite.saga.testkit;

/// What goes on in a test's world beside what the test says.
///
/// @param everythingTwice every start, reply and due time is delivered twice
/// @param orderSeed draws the order of what happens at the same moment; 0 = as it was caused
record Disturbance(boolean everythingTwice, long orderSeed) {

  /// Everything comes once and in order.
  static final Disturbance NONE = new Disturbance(false, 0);
}
