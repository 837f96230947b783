package io.sagasuite.http.messaging;

import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallReader;
import io.sagasuite.http.call.RefusedCallException;
import io.sagasuite.http.store.CallIntent;
import io.sagasuite.http.store.CallStore;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Records the intent to call, in either direction; the call is made once that is durable. A
/// compensation first takes the forward call back, if that is still to be made.
@Singleton
final class CallHttpHandler implements CommandHandler {

  private final CallStore calls;
  private final CallDispatcher dispatcher;

  CallHttpHandler(CallStore calls, CallDispatcher dispatcher) {
    this.calls = calls;
    this.dispatcher = dispatcher;
  }

  @Override
  public String command() {
    return "CallHttp";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return calls
        .withdraw(tx, commands.stream().filter(CallHttpHandler::undoes).toList())
        .chain(neverSent -> {
          List<CallIntent> intents = new ArrayList<>(commands.size());
          List<HandlerResult> results =
              commands.stream().map(c -> result(c, neverSent, intents)).toList();
          return calls.intend(tx, intents).replaceWith(results);
        });
  }

  @Override
  public void committed(List<CommandMessage> deferred) {
    dispatcher.wake();
  }

  private static HandlerResult result(
      CommandMessage command, Set<UUID> neverSent, List<CallIntent> intents) {
    if (undoes(command) && neverSent.contains(CallKey.of(command).forward().callId())) {
      return new HandlerResult.Done(Map.of());
    }
    try {
      intents.add(new CallIntent(command, CallReader.read(command.input())));
      return new HandlerResult.Deferred();
    } catch (RefusedCallException e) {
      return new HandlerResult.Rejected(e.code(), e.reason());
    }
  }

  private static boolean undoes(CommandMessage command) {
    return command.direction() == Direction.COMPENSATE;
  }
}
