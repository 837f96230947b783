package io.sagasuite.messaging.participant;

import io.quarkus.arc.All;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.CommandFaults;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.InboxRound;
import io.sagasuite.messaging.inbox.InboxStore;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Applies one round of commands in one transaction. Where a handler breaks, each command gets a
/// transaction of its own, so that the one at fault is set aside and its neighbours succeed.
@Singleton
final class RoundRunner {

  private static final Logger LOGGER = Logger.getLogger(RoundRunner.class);

  private final Transactions transactions;
  private final InboxStore inbox;
  private final Map<String, CommandHandler> handlers;
  private final CommandMetrics metrics;

  RoundRunner(
      Transactions transactions,
      InboxStore inbox,
      @All List<CommandHandler> handlers,
      @All List<CommandHandlers> more,
      CommandMetrics metrics) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.handlers =
        Stream.concat(handlers.stream(), more.stream().flatMap(made -> made.handlers().stream()))
            .collect(Collectors.toMap(CommandHandler::command, Function.identity()));
    this.metrics = metrics;
  }

  /// The commands that this participant knows.
  Set<String> commands() {
    return handlers.keySet();
  }

  Uni<Answers> run(List<IncomingCommand> round) {
    return together(round)
        .onFailure(CommandFaults::isFaultOfCommand)
        .recoverWithUni(_ -> oneByOne(round));
  }

  private Uni<Answers> oneByOne(List<IncomingCommand> round) {
    Uni<Answers> all = Uni.createFrom().item(Answers::new);
    for (IncomingCommand incoming : round) {
      all =
          all.chain(answers ->
              alone(incoming)
                  .map(own -> {
                    answers.addAll(own);
                    return answers;
                  }));
    }
    return all;
  }

  private Uni<Answers> alone(IncomingCommand incoming) {
    return together(List.of(incoming))
        .onFailure(CommandFaults::isFaultOfCommand)
        .recoverWithItem(failure -> setAside(incoming, failure));
  }

  private static Answers setAside(IncomingCommand incoming, Throwable failure) {
    CommandMessage command = incoming.command();
    try (var _ = LogContext.of(command.sagaId(), command.traceparent())) {
      LOGGER.errorf(
          failure, "%s cannot be applied, saga-id=%s", command.command(), command.sagaId());
    }
    Answers answers = new Answers();
    String reason = "the handler failed: " + failure.getClass().getSimpleName();
    answers.refuse(incoming, new Outcome.Failed("handler_error", reason), reason);
    return answers;
  }

  private Uni<Answers> together(List<IncomingCommand> round) {
    List<CommandMessage> commands = round.stream().map(IncomingCommand::command).toList();
    Map<CommandHandler, List<CommandMessage>> deferred = new HashMap<>();
    return transactions
        .run(tx ->
            inbox
                .open(tx, commands)
                .call(opened -> apply(tx, opened, deferred))
                .call(applied -> inbox.save(tx, applied)))
        .invoke(_ -> deferred.forEach(CommandHandler::committed))
        .map(this::answers);
  }

  private Uni<Void> apply(
      LocalTransaction tx, InboxRound round, Map<CommandHandler, List<CommandMessage>> deferred) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<String, List<CommandMessage>> group : round.toApply().entrySet()) {
      all = all.chain(() -> handle(tx, round, group.getKey(), group.getValue(), deferred));
    }
    return all;
  }

  private Uni<Void> handle(
      LocalTransaction tx,
      InboxRound round,
      String name,
      List<CommandMessage> commands,
      Map<CommandHandler, List<CommandMessage>> deferred) {
    CommandHandler handler = handlers.get(name);
    if (handler == null) {
      throw new IllegalStateException("no handler of " + name);
    }
    return handler
        .handle(tx, commands)
        .invoke(results -> {
          for (int i = 0; i < commands.size(); i++) {
            Outcome outcome = outcome(results.get(i));
            round.record(commands.get(i), outcome);
            if (outcome == null) {
              deferred.computeIfAbsent(handler, _ -> new ArrayList<>()).add(commands.get(i));
            }
          }
        })
        .replaceWithVoid();
  }

  private static @Nullable Outcome outcome(HandlerResult result) {
    return switch (result) {
      case HandlerResult.Done done -> new Outcome.Succeeded(done.output());
      case HandlerResult.Rejected no -> new Outcome.Rejected(no.code(), no.message());
      case HandlerResult.Failed no -> new Outcome.Failed(no.code(), no.message());
      case HandlerResult.Unknown maybe -> new Outcome.Unknown(maybe.code(), maybe.message());
      case HandlerResult.Waiting until -> new Outcome.Waiting(until.signal(), until.message());
      case HandlerResult.Deferred _ -> null;
    };
  }

  private Answers answers(InboxRound round) {
    round.repeated().forEach(metrics::duplicate);
    Answers answers = new Answers();
    round.answered().stream().map(HandledCommand::reply).forEach(answers.replies()::add);
    return answers;
  }
}
