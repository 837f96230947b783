/// Sagas of a user's own definition over the whole suite: long waits, large graphs, restarts.
@NullMarked
package io.sagasuite.systemtests.engine;

import org.jspecify.annotations.NullMarked;
