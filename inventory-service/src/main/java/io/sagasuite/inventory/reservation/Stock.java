package io.sagasuite.inventory.reservation;

/// Pieces of one product: free to be reserved, and reserved. Neither is ever negative.
public record Stock(long available, long reserved) {

  /// Moves pieces from available to reserved.
  Stock reserve(long quantity) {
    if (quantity > available) {
      throw new IllegalArgumentException("only " + available + " available");
    }
    return new Stock(available - quantity, reserved + quantity);
  }
}
