/// Work that a service does again and again by itself.
@NullMarked
package io.sagasuite.messaging.pulse;

import org.jspecify.annotations.NullMarked;
