package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.JournalPosition;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.store.SagaEventCodec;
import io.sagasuite.orchestrator.testing.Golden;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaTransition;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EventMessagesGoldenTest {

  private static TailRow lastRow() {
    Decision decision = SampleSagas.fulfilled().getLast();
    SagaTransition transition = decision.transition();
    return new TailRow(
        new JournalPosition(7_001, transition.sagaId(), transition.version()),
        transition.definition(),
        transition.status().wire(),
        transition.at().toString(),
        transition.trigger(),
        decision.state().traceparent(),
        true,
        SagaEventCodec.encode(transition.events()));
  }

  @Test
  void aRowAndTheEventItPublishesKeepTheirPublicForm() {
    Golden.check(
        "event-messages.txt",
        EventMessages.of(lastRow()).stream()
            .map(EventMessagesGoldenTest::text)
            .collect(Collectors.joining("\n")));
  }

  private static String text(ProducerRecord<String, byte[]> message) {
    String headers =
        StreamSupport.stream(message.headers().spliterator(), false)
            .map(header -> header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n"));
    return message.topic()
        + " "
        + message.key()
        + "\n"
        + headers
        + "\n\n"
        + new String(message.value(), StandardCharsets.UTF_8)
        + "\n";
  }
}
