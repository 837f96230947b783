/// The payment service: charges and refunds through a gateway, as a participant of sagas.
@NullMarked
package io.sagasuite.payment;

import org.jspecify.annotations.NullMarked;
