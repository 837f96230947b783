package io.sagasuite.messaging.participant;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import java.util.List;

/// A participant's domain code for one command. It only ever sees commands that were not answered
/// before, and only writes through the transaction it is given.
public interface CommandHandler {

  /// The command's name, such as `ReserveStock`.
  String command();

  /// Applies all of them and says, in the same order, what became of each. A failure of the `Uni`
  /// rolls everything back; then each command is tried alone.
  Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands);

  /// Called with the deferred ones once what `handle` wrote is durable. A crash may come in
  /// between: whoever defers also looks for what was left behind.
  default void committed(List<CommandMessage> deferred) {}
}
