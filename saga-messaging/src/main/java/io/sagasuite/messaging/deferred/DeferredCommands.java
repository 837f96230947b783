package io.sagasuite.messaging.deferred;

import io.quarkus.arc.All;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.CommandHandlers;
import jakarta.inject.Singleton;
import java.util.List;

/// Makes every deferred handler known to the participant.
@Singleton
final class DeferredCommands implements CommandHandlers {

  private final List<CommandHandler> handlers;

  DeferredCommands(
      @All List<DeferredHandler> deferred, DeferredQueue queue, DeferredDispatcher dispatcher) {
    this.handlers =
        deferred.stream()
            .<CommandHandler>map(handler -> new DeferredCommandHandler(handler, queue, dispatcher))
            .toList();
  }

  @Override
  public List<CommandHandler> handlers() {
    return handlers;
  }
}
