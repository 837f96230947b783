/// Traces as a person finds them in the tracing UI: whole, across processes and restarts.
@NullMarked
package io.sagasuite.systemtests.tracing;

import org.jspecify.annotations.NullMarked;
