package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /// What the command shares with others, such as the host that it goes to: of each such lane only
  /// so many are carried out at once. Null when it shares nothing.
  default @Nullable String lane(CommandMessage command) {
    return null;
  }

  /// When its thread is interrupted; the outcome is then unknown, and is told once it has ended.
  default Duration limit() {
    return LIMIT;
  }
}
