/// The port to whoever really moves money, and the sandbox that only pretends to.
@NullMarked
package io.sagasuite.payment.gateway;

import org.jspecify.annotations.NullMarked;
