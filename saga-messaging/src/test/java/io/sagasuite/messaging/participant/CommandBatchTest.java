package io.sagasuite.messaging.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CommandBatchTest {

  private static final Commands COMMANDS = new Commands("s", "Do", "Undo");
  private static final Set<String> KNOWN = Set.of("Do", "Undo");
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void keepsTheOrderOfEachStepInRounds() {
    CommandBatch batch =
        batch(
            COMMANDS.execute(ONE, 1, Map.of()),
            COMMANDS.execute(OTHER, 1, Map.of()),
            COMMANDS.compensate(ONE, 1, Map.of()),
            COMMANDS.compensate(ONE, 2, Map.of()));

    assertThat(batch.rounds()).hasSize(3);
    assertThat(batch.rounds().get(0)).hasSize(2);
    assertThat(batch.rounds().get(1)).hasSize(1);
    assertThat(batch.rounds().get(2))
        .singleElement()
        .satisfies(incoming -> assertThat(incoming.command().attempt()).isEqualTo(2));
  }

  @Test
  void rejectsACommandThatNobodyHandles() {
    CommandBatch batch = batch(new Commands("s", "Dance", "Rest").execute(ONE, 3, Map.of()));

    assertThat(batch.rounds()).isEmpty();
    assertThat(batch.answers().deadLetters()).hasSize(1);
    assertThat(batch.answers().replies())
        .singleElement()
        .satisfies(reply -> assertThat(reply.attempt()).isEqualTo(3))
        .satisfies(reply ->
            assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                    Outcome.Rejected.class,
                    no -> assertThat(no.code()).isEqualTo("unknown_command")));
  }

  @Test
  void setsAsideWhatCannotBeRead() {
    CommandBatch batch =
        CommandBatch.of(List.of(new ConsumerRecord<>("t", 0, 7, "key", new byte[] {1})), KNOWN);

    assertThat(batch.rounds()).isEmpty();
    assertThat(batch.answers().replies()).isEmpty();
    assertThat(batch.answers().deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("the value is not JSON");
  }

  private static CommandBatch batch(CommandMessage... commands) {
    MessageCodec codec = new MessageCodec("/orchestrator");
    List<ConsumerRecord<String, byte[]>> records =
        Stream.of(commands)
            .map(command -> codec.encode(command, Instant.EPOCH))
            .map(wire -> new ConsumerRecord<>("t", 0, 0, wire.key(), wire.value()))
            .toList();
    return CommandBatch.of(records, KNOWN);
  }
}
