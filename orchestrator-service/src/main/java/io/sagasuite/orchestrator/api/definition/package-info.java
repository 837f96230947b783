/// Saga definitions over REST: stored, read, checked, planned and drawn.
@NullMarked
package io.sagasuite.orchestrator.api.definition;

import org.jspecify.annotations.NullMarked;
