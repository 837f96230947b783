package io.sagasuite.messaging.participant;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Outcome;
import java.util.ArrayList;
import java.util.List;

/// What is to be published, in order, when a batch has been applied.
record Answers(List<ReplyMessage> replies, List<DeadLetter> deadLetters) {

  Answers() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  void refuse(IncomingCommand incoming, Outcome outcome, String reason) {
    deadLetters.add(new DeadLetter(incoming.origin(), reason));
    replies.add(replyTo(incoming.command(), outcome));
  }

  void addAll(Answers others) {
    replies.addAll(others.replies);
    deadLetters.addAll(others.deadLetters);
  }

  private static ReplyMessage replyTo(CommandMessage command, Outcome outcome) {
    return new ReplyMessage(
        command.sagaId(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.command(),
        outcome,
        command.traceparent());
  }
}
