package io.sagasuite.http.store;

import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallSpec;
import io.sagasuite.messaging.contract.CommandMessage;

/// A call that is about to be made, and the command that asks for it.
public record CallIntent(CommandMessage command, CallSpec spec) {

  CallKey key() {
    return CallKey.of(command);
  }
}
