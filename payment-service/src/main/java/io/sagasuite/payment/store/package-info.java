/// Payments in the database: intents and settlements by set-based statements, reads by entities.
@NullMarked
package io.sagasuite.payment.store;

import org.jspecify.annotations.NullMarked;
