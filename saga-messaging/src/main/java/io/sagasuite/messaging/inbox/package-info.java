/// The record of handled commands: what was answered to each (saga, step, direction), kept in the
/// same local transaction as the effect, so that a command has its effect once and its reply for
/// ever.
@NullMarked
package io.sagasuite.messaging.inbox;

import org.jspecify.annotations.NullMarked;
