/// What a saga has done to the world, what it has undone, and what is left of it. Pure: computed
/// from definition, state and journal.
@NullMarked
package io.sagasuite.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
