package io.sagasuite.messaging.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SentSpansTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-b7ad6b7169203331-00";
  private static final UUID SAGA = UUID.fromString("01a1febb-0ac6-7000-9d64-147143adc4e2");

  private final RecordedSpans recorded = new RecordedSpans();
  private final MessageSpans spans = new MessageSpans(recorded.openTelemetry());

  @Test
  void aCommandLeavesAsTheChildOfItsSpan() {
    SentSpans sent = new SentSpans(spans);

    CommandMessage command = sent.sending("payment.commands", command(SAMPLED), "order");

    assertThat(recorded.spans()).isEmpty();
    sent.endingWith(Uni.createFrom().voidItem()).await().indefinitely();
    SpanData span = recorded.spans().getFirst();
    assertThat(command.traceparent()).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    assertThat(span.getName()).isEqualTo("send payment.commands RefundPayment (compensation)");
    assertThat(span.getKind()).isEqualTo(SpanKind.PRODUCER);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(tag(span, "messaging.system")).isEqualTo("kafka");
    assertThat(tag(span, "messaging.operation.type")).isEqualTo("send");
    assertThat(tag(span, "messaging.destination.name")).isEqualTo("payment.commands");
    assertThat(tag(span, "messaging.message.id")).isEqualTo(SAGA + ":take-payment:compensate:2");
    assertThat(tag(span, "saga.id")).isEqualTo(SAGA.toString());
    assertThat(tag(span, "saga.definition")).isEqualTo("order");
    assertThat(tag(span, "saga.step")).isEqualTo("take-payment");
    assertThat(tag(span, "saga.direction")).isEqualTo("compensate");
    assertThat(span.getAttributes().get(SpanAttributes.SAGA_ATTEMPT)).isEqualTo(2);
  }

  @Test
  void aReplyFollowsFromTheProcessingOfItsCommand() {
    SentSpans sent = new SentSpans(spans);
    Instant startedAt = Instant.now().minusMillis(20);

    ReplyMessage reply = sent.answering("payment.commands", reply(SAMPLED), startedAt, 7);

    sent.endingWith(Uni.createFrom().voidItem()).await().indefinitely();
    List<SpanData> both = recorded.spans();
    assertThat(both)
        .extracting(SpanData::getName)
        .containsExactly("process payment.commands TakePayment", "send saga.replies TakePayment");
    SpanData processed = both.getFirst();
    assertThat(processed.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(both.getLast().getParentSpanId()).isEqualTo(processed.getSpanId());
    assertThat(reply.traceparent()).contains(both.getLast().getSpanId());
    assertThat(processed.getAttributes().get(SpanAttributes.SAGA_BATCH_SIZE)).isEqualTo(7);
    assertThat(both)
        .allSatisfy(span -> {
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(tag(span, "saga.outcome")).isEqualTo("rejected");
          assertThat(tag(span, "error.type")).isEqualTo("payment_declined");
          assertThat(span.toString()).doesNotContain("no such luck");
        });
  }

  @Test
  void aBatchThatCannotBeSentSaysSo() {
    SentSpans sent = new SentSpans(spans);
    sent.sending("payment.commands", command(SAMPLED), "order");

    sent.endingWith(Uni.createFrom().failure(new IllegalStateException("away")))
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();

    assertThat(recorded.spans().getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void whatIsNotSampledPassesThroughAndCostsNothing() {
    SentSpans sent = new SentSpans(spans);
    CommandMessage command = command(UNSAMPLED);
    ReplyMessage reply = reply(UNSAMPLED);
    Instant startedAt = Instant.now();
    Uni<Void> sending = Uni.createFrom().voidItem();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    pass(sent, command, reply, startedAt); // loads the classes
    long before = threads.getCurrentThreadAllocatedBytes();

    boolean unchanged = true;
    for (int i = 0; i < 10_000; i++) {
      unchanged &= pass(sent, command, reply, startedAt);
    }

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(unchanged).isTrue();
    assertThat(allocated).isLessThan(10_000);
    assertThat(sent.endingWith(sending)).isSameAs(sending);
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void whatIsNoTraceContextIsLeftAlone() {
    for (String broken : List.of("", "00-x-y-01", UNSAMPLED + "1", SAMPLED.replace("01", ""))) {
      assertThat(TraceParent.isSampled(broken)).as(broken).isFalse();
    }
    assertThat(TraceParent.isSampled((String) null)).isFalse();
    assertThat(TraceParent.isSampled(SAMPLED.replaceAll("01$", "03"))).isTrue();
    assertThat(TraceParent.isSampled(SAMPLED.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(TraceParent.isSampled(UNSAMPLED.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private static boolean pass(
      SentSpans sent, CommandMessage command, ReplyMessage reply, Instant startedAt) {
    return sent.sending("payment.commands", command, "order") == command
        && sent.sending(reply) == reply
        && sent.answering("payment.commands", reply, startedAt, 1) == reply;
  }

  private static String tag(SpanData span, String name) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
  }

  private static CommandMessage command(String traceparent) {
    return new CommandMessage(
        SAGA,
        "take-payment",
        Direction.COMPENSATE,
        2,
        "RefundPayment",
        Map.of(),
        null,
        traceparent);
  }

  private static ReplyMessage reply(String traceparent) {
    Outcome outcome = new Outcome.Rejected("payment_declined", "no such luck");
    return new ReplyMessage(
        SAGA, "take-payment", Direction.EXECUTE, 1, "TakePayment", outcome, traceparent);
  }
}
