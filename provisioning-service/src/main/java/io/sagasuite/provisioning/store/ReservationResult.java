package io.sagasuite.provisioning.store;

/// What came of a reservation.
public sealed interface ReservationResult {

  /// The instance is recorded, now or from before, and its names are its own.
  record Reserved() implements ReservationResult {}

  /// Another instance has the name.
  record NameTaken() implements ReservationResult {}

  /// Another instance has the DNS label.
  record DnsLabelTaken(String holder) implements ReservationResult {}

  /// Whoever had one of the names has just let go of it.
  record Vanished() implements ReservationResult {}
}
