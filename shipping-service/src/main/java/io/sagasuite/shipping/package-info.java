/// The shipping service: labels with tracking numbers, as a participant of sagas.
@NullMarked
package io.sagasuite.shipping;

import org.jspecify.annotations.NullMarked;
