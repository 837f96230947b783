package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/// What was done about a difference.
///
/// @param writes what is recorded with it
record Repair(String action, Function<LocalTransaction, Uni<Void>> writes) {

  static final Repair NONE = of("none");

  static Repair of(String action) {
    return new Repair(action, _ -> Uni.createFrom().voidItem());
  }
}
