/// Commands in, replies out.
@NullMarked
package io.sagasuite.shipping.messaging;

import org.jspecify.annotations.NullMarked;
