/// What a person may do to sagas, one by one and many at once, and what that would do.
@NullMarked
package io.sagasuite.orchestrator.api.operator;

import org.jspecify.annotations.NullMarked;
