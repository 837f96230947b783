/// Instances in the database: their state and everything that changes with it by plain SQL within
/// the participant's transaction, reads for people by entities.
@NullMarked
package io.sagasuite.provisioning.store;

import org.jspecify.annotations.NullMarked;
