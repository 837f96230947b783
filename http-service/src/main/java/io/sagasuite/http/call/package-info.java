/// Calls: what a command may ask for, what its answer means, and what nobody may read. Pure.
@NullMarked
package io.sagasuite.http.call;

import org.jspecify.annotations.NullMarked;
