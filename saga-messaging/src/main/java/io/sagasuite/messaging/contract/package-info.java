/// The messages themselves: sealed, versioned by golden files, free of any framework.
@NullMarked
package io.sagasuite.messaging.contract;

import org.jspecify.annotations.NullMarked;
