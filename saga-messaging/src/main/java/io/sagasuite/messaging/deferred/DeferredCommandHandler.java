package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/// Records the intent of one command; it is carried out once that is durable. A compensation first
/// takes the forward command back, if that is still to be carried out.
record DeferredCommandHandler(
    DeferredHandler handler, DeferredQueue queue, DeferredDispatcher dispatcher)
    implements CommandHandler {

  @Override
  public String command() {
    return handler.command();
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    List<CommandMessage> compensations =
        commands.stream().filter(c -> c.direction() == Direction.COMPENSATE).toList();
    return queue
        .withdraw(tx, compensations)
        .chain(idle -> {
          List<CommandMessage> due = commands.stream().filter(c -> !has(idle, c)).toList();
          return queue.intend(tx, due, handler::lane).replaceWith(results(commands, idle));
        });
  }

  @Override
  public void committed(List<CommandMessage> deferred) {
    dispatcher.wake();
  }

  private static List<HandlerResult> results(
      List<CommandMessage> commands, List<CommandMessage> idle) {
    return commands.stream().map(command -> result(has(idle, command))).toList();
  }

  private static HandlerResult result(boolean idle) {
    return idle ? new HandlerResult.Done(Map.of()) : new HandlerResult.Deferred();
  }

  /// By identity: comparing commands would compare their inputs.
  private static boolean has(List<CommandMessage> commands, CommandMessage command) {
    return commands.stream().anyMatch(other -> other == command);
  }
}
