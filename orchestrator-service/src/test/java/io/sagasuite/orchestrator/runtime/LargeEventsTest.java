package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.MessageLimits;
import io.sagasuite.orchestrator.store.JournalPosition;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// An event that no broker would take is told to be too large, so that those behind it follow.
class LargeEventsTest {

  private static TailRow row(String text) {
    String events =
        "[{\"type\":\"EventPublished\",\"step\":\"s\",\"event\":\"E\",\"topic\":\"order.events\",\"data\":{\"t\":\""
            + text
            + "\"}}]";
    return new TailRow(
        new JournalPosition(7, new UUID(1, 2), 1),
        "d",
        "running",
        "2026-01-31T12:00:00Z",
        "start",
        null,
        true,
        events);
  }

  @Test
  void leavesOutWhatIsTooLargeAndNothingElse() {
    assertThat(EventMessages.of(row("x".repeat(3_000_000))))
        .hasSize(2)
        .allSatisfy(
            message -> assertThat(message.value()).hasSizeLessThan(MessageLimits.REQUEST_BYTES_MAX))
        .first()
        .extracting(LargeEventsTest::textOf)
        .asString()
        .contains("EventsTooLarge");
    assertThat(EventMessages.of(row("x".repeat(1_000_000))))
        .allSatisfy(message -> assertThat(textOf(message)).contains("xxx"));
  }

  private static String textOf(ProducerRecord<String, byte[]> message) {
    return new String(message.value(), StandardCharsets.UTF_8);
  }
}
