/// Every success and every failure of the public contract, from outside.
@NullMarked
package io.sagasuite.systemtests.flow;

import org.jspecify.annotations.NullMarked;
