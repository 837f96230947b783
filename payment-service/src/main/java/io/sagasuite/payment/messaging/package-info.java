/// Commands in, replies out.
@NullMarked
package io.sagasuite.payment.messaging;

import org.jspecify.annotations.NullMarked;
