/// Charges, refunds and what a gateway may answer to them. Pure.
@NullMarked
package io.sagasuite.payment.charge;

import org.jspecify.annotations.NullMarked;
