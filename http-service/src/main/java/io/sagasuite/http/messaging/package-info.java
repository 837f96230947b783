/// Commands in, replies out.
@NullMarked
package io.sagasuite.http.messaging;

import org.jspecify.annotations.NullMarked;
