package io.sagasuite.payment.store;

import io.sagasuite.payment.charge.Charge;

/// Something that the gateway was or is to be asked for, and whose answer is not recorded.
public record OpenIntent(Charge charge, boolean refund) {}
