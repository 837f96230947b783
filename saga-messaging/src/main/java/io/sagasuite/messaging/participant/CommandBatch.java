package io.sagasuite.messaging.participant;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.saga.decision.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A polled batch, read: the commands in rounds, in each of which a step of a saga occurs once, so
/// that what concerns one step is applied in its order; and the answers, which begin with what
/// could not be read.
record CommandBatch(List<List<IncomingCommand>> rounds, Answers answers) {

  static CommandBatch of(Iterable<ConsumerRecord<String, byte[]>> records, Set<String> known) {
    CommandBatch batch = new CommandBatch(new ArrayList<>(), new Answers());
    Map<StepKey, Integer> seen = new HashMap<>();
    for (ConsumerRecord<String, byte[]> origin : records) {
      batch.take(origin, known, seen);
    }
    return batch;
  }

  private void take(
      ConsumerRecord<String, byte[]> origin, Set<String> known, Map<StepKey, Integer> seen) {
    try {
      String traceparent = KafkaRecords.header(origin.headers(), MessageHeaders.TRACEPARENT);
      CommandMessage command = MessageCodec.command(origin.value(), traceparent);
      IncomingCommand incoming = new IncomingCommand(origin, command);
      if (known.contains(command.command())) {
        round(seen.merge(command.key(), 1, Integer::sum)).add(incoming);
      } else {
        String reason = "no such command here: " + command.command();
        answers.refuse(incoming, new Outcome.Rejected("unknown_command", reason), reason);
      }
    } catch (UnreadableMessageException e) {
      answers.deadLetters().add(new DeadLetter(origin, e.reason()));
    }
  }

  private List<IncomingCommand> round(int number) {
    if (rounds.size() < number) {
      rounds.add(new ArrayList<>());
    }
    return rounds.get(number - 1);
  }
}
