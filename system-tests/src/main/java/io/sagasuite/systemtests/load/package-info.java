/// Load from outside: what one order costs, how long it takes and how many fit into a second, over
/// the public contract and against processes that the benchmark starts itself.
@NullMarked
package io.sagasuite.systemtests.load;

import org.jspecify.annotations.NullMarked;
