/// What a saga is made of: steps, their order, how each is tried and undone. Every definition that
/// exists is valid.
@NullMarked
package io.sagasuite.saga.definition;

import org.jspecify.annotations.NullMarked;
