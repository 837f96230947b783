package io.sagasuite.saga.definition.schema;

import dev.cel.common.CelOptions;
import org.jspecify.annotations.Nullable;

/// Uses the other package's library on purpose, so that the rule against it is seen to catch.
public final class StraySchema {
  @Nullable CelOptions stray;
}
