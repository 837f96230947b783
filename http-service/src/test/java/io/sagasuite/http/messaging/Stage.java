package io.sagasuite.http.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One saga with a step that calls, the orchestrator's side of it, and the service that is called.
record Stage(UUID saga, CommandProbe probe, PlayedService service) implements AutoCloseable {

  static final Outcome UNDONE = new Outcome.Succeeded(Map.of());
  static final Duration A_WHILE = Duration.ofSeconds(2);
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Commands COMMANDS = new Commands("make-network", "CallHttp", "CallHttp");

  static Stage open(String kafka) {
    return new Stage(UUID.randomUUID(), new CommandProbe(kafka, "http"), new PlayedService());
  }

  CommandMessage execute(int attempt, Map<String, Object> input) {
    return COMMANDS.execute(saga, attempt, input);
  }

  CommandMessage undo(int attempt) {
    return undo(saga, attempt);
  }

  CommandMessage undo(UUID other, int attempt) {
    return COMMANDS.compensate(
        other, attempt, Map.of("method", "DELETE", "url", service.url("/v1/networks/n1")));
  }

  CommandMessage execute(UUID other, Map<String, Object> input) {
    return COMMANDS.execute(other, 1, input);
  }

  Map<String, Object> post(String path) {
    return Map.of("method", "POST", "url", service.url(path), "body", Map.of("name", "n1"));
  }

  static CommandMessage traced(CommandMessage command, String traceparent) {
    return new CommandMessage(
        command.sagaId(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.command(),
        command.input(),
        command.output(),
        traceparent);
  }

  String key(String direction) {
    return saga + ":make-network:" + direction;
  }

  ReplyMessage reply() {
    return probe.replyTo(saga);
  }

  ReplyMessage reply(int number) {
    return probe.repliesTo(saga, number).get(number - 1);
  }

  List<ReplyMessage> repliesWithin(Duration time) {
    return probe.repliesWithin(saga, time);
  }

  @Override
  public void close() {
    probe.close();
    service.close();
  }

  static void assertUnknown(ReplyMessage reply, String code) {
    assertThat(reply.outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo(code));
  }
}
