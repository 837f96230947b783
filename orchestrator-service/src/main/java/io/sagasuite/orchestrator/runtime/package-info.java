/// What moves sagas: replies, starts and due times in, commands and events out. Decisions are the
/// pure core's; here they are carried out in batches.
@NullMarked
package io.sagasuite.orchestrator.runtime;

import org.jspecify.annotations.NullMarked;
