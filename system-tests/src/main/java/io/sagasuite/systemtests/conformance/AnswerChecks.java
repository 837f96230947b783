package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.sagasuite.localstack.launcher.SuiteHome;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;

/// One command, one answer, and what the answer looks like.
final class AnswerChecks {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path REPLY = Path.of("docs/schemas/reply.schema.json");

  private AnswerChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "answers-once",
            "a saga waits for the answer, and takes a second one for a stray",
            AnswerChecks::answersOnce),
        new Check(
            "reply-names-its-command",
            "replies are matched on saga, step, direction and attempt; any other moves nothing",
            AnswerChecks::namesItsCommand),
        new Check(
            "reply-fits-its-schema",
            "the orchestrator sets aside what it cannot read, and the saga waits in vain",
            AnswerChecks::fitsItsSchema),
        new Check(
            "reply-is-a-cloud-event",
            "whoever reads the topic knows messages by their headers",
            AnswerChecks::isACloudEvent),
        new Check(
            "keeps-the-trace",
            "one saga is one trace, or nobody finds out where the time went",
            AnswerChecks::keepsTheTrace),
        new Check(
            "rejection-is-an-answer",
            "a business no ends the step at once; silence costs every attempt and its timeout",
            AnswerChecks::rejects),
        new Check(
            "skips-unknown-members",
            "a newer orchestrator may send more, and must not have to wait for all participants",
            AnswerChecks::skipsUnknownMembers));
  }

  private static void answersOnce(Play play) {
    UUID saga = UUID.randomUUID();
    play.succeed(play.execute(saga));
    play.wires().listen(Play.QUIET);
    int answers = play.wires().of(saga).size();
    require(answers == 1, "one command was answered " + answers + " times");
    play.effects(saga, 1, 0);
  }

  private static void namesItsCommand(Play play) {
    CommandMessage command = Play.attempt(3, play.execute(UUID.randomUUID()));
    Answer answer = play.ask(command);
    String saga = command.sagaId().toString();
    require(saga.equals(answer.origin().key()), "the key is not the saga id");
    same("sagaId", saga, answer);
    same("step", command.step(), answer);
    same("direction", command.direction().wire(), answer);
    same("attempt", "3", answer);
    same("command", command.command(), answer);
  }

  private static void same(String member, String expected, Answer answer) {
    require(
        expected.equals(answer.text(member)),
        "'%s' is '%s' instead of '%s'".formatted(member, answer.text(member), expected));
  }

  private static void fitsItsSchema(Play play) {
    Answer answer = play.ask(play.execute(UUID.randomUUID()));
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    try {
      JsonNode schema = JSON.readTree(SuiteHome.find().resolve(REPLY).toFile());
      List<Error> faults =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12, b -> b.schemaRegistryConfig(config))
              .getSchema(schema)
              .validate(answer.body());
      require(faults.isEmpty(), answer + " does not fit " + REPLY + ": " + faults);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void isACloudEvent(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    Answer answer = play.succeed(command);
    String id = play.wires().encode(command).headers().get(MessageHeaders.ID) + ":reply";
    header(answer, MessageHeaders.CONTENT_TYPE, "application/json");
    header(answer, MessageHeaders.SPEC_VERSION, "1.0");
    header(answer, MessageHeaders.ID, id);
    header(answer, MessageHeaders.TYPE, command.command() + ".succeeded");
    header(answer, MessageHeaders.SUBJECT, command.sagaId().toString());
    require(
        answer.header(MessageHeaders.SOURCE).startsWith("/"),
        "the header ce_source is not '/' and a name");
    require(isTime(answer.header(MessageHeaders.TIME)), "the header ce_time is not a time");
  }

  private static void header(Answer answer, String name, String expected) {
    String actual = answer.header(name);
    require(
        expected.equals(actual),
        "the header %s is '%s' instead of '%s'".formatted(name, actual, expected));
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void keepsTheTrace(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    String sent = String.valueOf(command.traceparent());
    String trace = sent.substring(0, sent.indexOf('-', 3) + 1);
    String answered = play.ask(command).header(MessageHeaders.TRACEPARENT);
    require(
        answered.startsWith(trace),
        "the header traceparent is '%s', not of the trace '%s...'".formatted(answered, trace));
  }

  private static void rejects(Play play) {
    String input = play.subject().rejectedInput();
    if (input == null) {
      throw new SkippedException("no --rejected-input was given");
    }
    UUID saga = UUID.randomUUID();
    Answer answer = play.ask(play.execute(saga, Play.STEP, Subject.read(input, saga)));
    require(answer.rejected(), "the input was to be rejected but was answered with " + answer);
    require(!answer.text("code").isEmpty(), "the rejection has no code");
    play.effects(saga, 0, 0);
  }

  private static void skipsUnknownMembers(Play play) {
    UUID saga = UUID.randomUUID();
    CommandMessage command = play.execute(saga);
    String plain = new String(play.wires().encode(command).value(), StandardCharsets.UTF_8);
    String grown = "{\"newer\":{\"deep\":[1,{}]}," + plain.substring(1);
    play.wires().sendRaw(command, grown.getBytes(StandardCharsets.UTF_8));
    Answer answer = play.answers(saga, 1).getFirst();
    require(answer.succeeded(), "a command with a new member was answered with " + answer);
  }
}
