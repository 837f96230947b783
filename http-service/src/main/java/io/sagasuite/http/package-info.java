/// The HTTP service: calls of other services over HTTP, as a participant of sagas.
@NullMarked
package io.sagasuite.http;

import org.jspecify.annotations.NullMarked;
