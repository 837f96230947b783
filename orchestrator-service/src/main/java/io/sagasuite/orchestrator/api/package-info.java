/// Reading sagas over REST, and the problems that every call of this service answers errors with.
@NullMarked
package io.sagasuite.orchestrator.api;

import org.jspecify.annotations.NullMarked;
