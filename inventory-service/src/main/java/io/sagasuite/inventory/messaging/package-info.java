/// Commands in, replies out.
@NullMarked
package io.sagasuite.inventory.messaging;

import org.jspecify.annotations.NullMarked;
