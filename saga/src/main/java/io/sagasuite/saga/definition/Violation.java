package io.sagasuite.saga.definition;

/// One reason why a document is refused: where, and what a person can do about it.
///
/// @param field path in the document, such as `steps.take-payment.timeout`
public record Violation(String field, String message) {}
