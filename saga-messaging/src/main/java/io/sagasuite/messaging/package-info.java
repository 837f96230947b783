/// What services say to each other, and the participant's side of saying it reliably.
@NullMarked
package io.sagasuite.messaging;

import org.jspecify.annotations.NullMarked;
