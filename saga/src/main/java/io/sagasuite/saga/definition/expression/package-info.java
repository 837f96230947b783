/// Conditions as expressions of the Common Expression Language. Nothing else in the suite knows the
/// library behind them, and a definition without a condition does not load it.
@NullMarked
package io.sagasuite.saga.definition.expression;

import org.jspecify.annotations.NullMarked;
