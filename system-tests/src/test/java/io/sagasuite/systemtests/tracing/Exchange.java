package io.sagasuite.systemtests.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The four spans of one attempt of one command: it is sent and processed, its reply is sent and
/// processed, each because of the one before. On a slow machine a command may be sent again under
/// the same attempt; then the first of these that went all the way counts.
record Exchange(
    TraceSpan sent, TraceSpan processed, TraceSpan replySent, TraceSpan replyProcessed) {

  private static final String REPLIES = "saga.replies";

  /// Each attempt of each step with a participant's command, in order.
  static List<Exchange> all(Trace trace, String participant, String command) {
    String topic = participant + ".commands";
    Map<String, Exchange> attempts = new LinkedHashMap<>();
    for (TraceSpan sent : trace.named("send " + topic + " " + command)) {
      child(trace, sent, "process " + topic + " " + command)
          .flatMap(processed ->
              child(trace, processed, "send " + REPLIES + " " + command)
                  .flatMap(replySent ->
                      child(trace, replySent, "process " + REPLIES + " " + command)
                          .map(end -> new Exchange(sent, processed, replySent, end))))
          .ifPresent(whole -> attempts.putIfAbsent(sent.tag("messaging.message.id"), whole));
    }
    return attempts.values().stream().map(exchange -> exchange.checked(participant)).toList();
  }

  static Exchange only(Trace trace, String participant, String command) {
    List<Exchange> all = all(trace, participant, command);
    assertThat(all).as(command).hasSize(1);
    return all.getFirst();
  }

  String outcome() {
    return processed.tag("saga.outcome");
  }

  String attempt() {
    return sent.tag("saga.attempt");
  }

  String direction() {
    return sent.tag("saga.direction");
  }

  List<TraceSpan> spans() {
    return List.of(sent, processed, replySent, replyProcessed);
  }

  private Exchange checked(String participant) {
    assertThat(spans())
        .extracting(TraceSpan::kind)
        .containsExactly("PRODUCER", "CONSUMER", "PRODUCER", "CONSUMER");
    assertThat(spans())
        .extracting(TraceSpan::service)
        .containsExactly("orchestrator", participant, participant, "orchestrator");
    assertThat(spans())
        .allSatisfy(span -> {
          assertThat(span.tag("messaging.system")).isEqualTo("kafka");
          assertThat(span.tag("messaging.operation.type")).isEqualTo(span.name().split(" ")[0]);
          assertThat(span.tag("messaging.destination.name")).isEqualTo(span.name().split(" ")[1]);
          assertThat(span.tag("messaging.message.id")).isNotBlank();
          assertThat(span.tag("saga.step")).isEqualTo(sent.tag("saga.step"));
          assertThat(span.tag("saga.direction")).isEqualTo(direction());
          assertThat(span.tag("saga.attempt")).isEqualTo(attempt());
        });
    assertThat(processed.startedAt()).isAfterOrEqualTo(sent.startedAt());
    assertThat(replyProcessed.startedAt()).isAfterOrEqualTo(processed.startedAt());
    return this;
  }

  private static Optional<TraceSpan> child(Trace trace, TraceSpan parent, String name) {
    return trace.named(name).stream()
        .filter(span -> parent.id().equals(span.parentId()))
        .findFirst();
  }
}
