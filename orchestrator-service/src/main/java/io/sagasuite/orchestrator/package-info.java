/// The orchestrator: owns saga instances. Requests come in over REST, commands leave and replies
/// arrive over Kafka, and every transition is one row of the journal.
@NullMarked
package io.sagasuite.orchestrator;

import org.jspecify.annotations.NullMarked;
