/// A participant's whole mechanism: a batch of commands in, each applied once in a local
/// transaction together with its recorded reply, replies out. A service adds its handlers.
@NullMarked
package io.sagasuite.messaging.participant;

import org.jspecify.annotations.NullMarked;
