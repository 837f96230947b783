/// The suite's own saga at the door: what an order is, when it is refused, and how it reads.
@NullMarked
package io.sagasuite.orchestrator.order;

import org.jspecify.annotations.NullMarked;
