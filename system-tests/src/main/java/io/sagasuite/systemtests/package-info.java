/// The suite seen from outside, over nothing but its public contract.
@NullMarked
package io.sagasuite.systemtests;

import org.jspecify.annotations.NullMarked;
