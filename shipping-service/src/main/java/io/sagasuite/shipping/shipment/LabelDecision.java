package io.sagasuite.shipping.shipment;

/// A label, or why there can be none.
public sealed interface LabelDecision {

  /// It can be printed.
  record Made(Label label) implements LabelDecision {}

  /// No carrier will ever take it; the reason is one sentence for a person.
  record Refused(String reason) implements LabelDecision {}
}
