/// The shape of a saga's input, as JSON Schema. Nothing else in the core knows the library behind
/// it, and a definition without a schema does not load it.
@NullMarked
package io.sagasuite.saga.definition.schema;

import org.jspecify.annotations.NullMarked;
