package io.sagasuite.messaging.participant;

import java.util.List;

/// Handlers that are no beans of their own, because they are made from something else.
public interface CommandHandlers {

  /// One for each command.
  List<CommandHandler> handlers();
}
