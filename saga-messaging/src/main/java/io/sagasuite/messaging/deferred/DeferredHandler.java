package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import java.time.Duration;

/// A participant's domain code for one command whose effect lies outside of the database. It runs
/// when the intent is durable, and again when nobody knows how far it had got: it must be
/// idempotent. Where one step's command is deferred, its compensating command must be, too.
public interface DeferredHandler {

  /// Long enough for anything that answers at all.
  Duration LIMIT = Duration.ofSeconds(60);

  /// The command's name, such as `DeployInstance`.
  String command();

  /// Carries the command out, blocking, on a virtual thread of its own. What it throws counts as an
  /// unknown outcome.
  DeferredResult run(CommandMessage command) throws InterruptedException;

  /// When its thread is interrupted; the outcome is then unknown, and is told once it has ended.
  default Duration limit() {
    return LIMIT;
  }
}
