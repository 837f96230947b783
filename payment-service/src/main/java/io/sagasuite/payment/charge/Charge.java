package io.sagasuite.payment.charge;

import io.sagasuite.messaging.contract.StepKey;
import java.math.BigDecimal;

/// Money to be taken from a source.
///
/// @param currency ISO 4217
/// @param source a token that stands for a card or an account, never the card itself
public record Charge(
    StepKey key, String orderId, BigDecimal amount, String currency, String source) {}
