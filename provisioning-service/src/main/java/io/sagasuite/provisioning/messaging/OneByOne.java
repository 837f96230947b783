package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.participant.HandlerResult;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Applies commands of one transaction in their order, each after the one before it. Instances are
/// few, and each has a row of its own to be decided about.
final class OneByOne {

  private OneByOne() {}

  static Uni<List<HandlerResult>> handle(
      List<CommandMessage> commands, Function<CommandMessage, Uni<HandlerResult>> one) {
    Uni<List<HandlerResult>> all = Uni.createFrom().item(ArrayList::new);
    for (CommandMessage command : commands) {
      all =
          all.chain(results ->
              result(command, one)
                  .map(result -> {
                    results.add(result);
                    return results;
                  }));
    }
    return all;
  }

  private static Uni<HandlerResult> result(
      CommandMessage command, Function<CommandMessage, Uni<HandlerResult>> one) {
    try {
      return one.apply(command);
    } catch (InvalidInputException e) {
      return Uni.createFrom()
          .item(new HandlerResult.Rejected(InvalidInputException.CODE, e.reason()));
    }
  }
}
