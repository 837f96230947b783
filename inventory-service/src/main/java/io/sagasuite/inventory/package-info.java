/// The inventory service: stock and its reservations, as a participant of sagas.
@NullMarked
package io.sagasuite.inventory;

import org.jspecify.annotations.NullMarked;
