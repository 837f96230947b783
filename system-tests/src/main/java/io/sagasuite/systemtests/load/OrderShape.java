package io.sagasuite.systemtests.load;

/// What the orders of a load look like.
///
/// @param failShare the part of them that fails at shipping
/// @param products over how many products they are spread
/// @param inputKb how much each carries beside what an order needs; 0 for plain orders
record OrderShape(double failShare, int products, int inputKb) {

  static final OrderShape PLAIN = new OrderShape(0, 1, 0);
  private static final String FIRST_PRODUCT = "widget";

  /// The product that the stack comes with, then those that the benchmark adds.
  static String product(long number) {
    return number == 0 ? FIRST_PRODUCT : FIRST_PRODUCT + "-" + number;
  }
}
