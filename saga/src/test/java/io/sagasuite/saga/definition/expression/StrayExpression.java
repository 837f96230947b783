package io.sagasuite.saga.definition.expression;

import com.networknt.schema.Schema;
import org.jspecify.annotations.Nullable;

/// Uses the other package's library on purpose, so that the rule against it is seen to catch.
public final class StrayExpression {
  @Nullable Schema stray;
}
