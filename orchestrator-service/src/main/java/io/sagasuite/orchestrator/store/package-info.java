/// The orchestrator's tables and everything that touches them: set-based SQL on the hot path,
/// Panache entities for reads and lists, and the codecs of stored state and journal.
@NullMarked
package io.sagasuite.orchestrator.store;

import org.jspecify.annotations.NullMarked;
