package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.kafka.KafkaRecords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Messages that nobody can handle.
final class PoisonChecks {

  private static final byte[] NOT_JSON = "{\"sagaId\": oops".getBytes(StandardCharsets.UTF_8);
  private static final byte[] INCOMPLETE =
      "{\"step\":\"s\",\"attempt\":1}".getBytes(StandardCharsets.UTF_8);

  private PoisonChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "goes-on-behind-poison",
            "one bad message must not stop a partition, nor change the order behind it",
            PoisonChecks::goesOn),
        new Check(
            "sets-aside-what-is-not-json",
            "what is dropped in silence cannot be repaired by a person",
            play -> setsAside(play, NOT_JSON)),
        new Check(
            "sets-aside-what-is-incomplete",
            "a command without its saga cannot even be answered",
            play -> setsAside(play, INCOMPLETE)),
        new Check(
            "sets-aside-unknown-commands",
            "a misspelt command is a mistake that somebody has to see",
            PoisonChecks::setsAsideUnknownCommands));
  }

  private static void goesOn(Play play) {
    UUID saga = UUID.randomUUID();
    List<String> steps = List.of("before", "between", "behind");
    for (String step : steps) {
      CommandMessage good = play.execute(saga, step, play.subject().inputOf(saga));
      play.wires().send(good);
      play.wires().sendRaw(good, step.equals("before") ? NOT_JSON : INCOMPLETE);
    }
    List<String> answered =
        play.answers(saga, steps.size()).stream().map(answer -> answer.text("step")).toList();
    require(answered.equals(steps), "around poison, steps were answered in order " + answered);
  }

  private static void setsAside(Play play, byte[] poison) {
    UUID saga = UUID.randomUUID();
    play.wires().sendRaw(play.execute(saga), poison);
    judge(play, saga, poison);
  }

  private static void setsAsideUnknownCommands(Play play) {
    UUID saga = UUID.randomUUID();
    CommandMessage known = play.execute(saga);
    byte[] value =
        new String(play.wires().encode(known).value(), StandardCharsets.UTF_8)
            .replace("\"command\":\"" + known.command(), "\"command\":\"NoSuchCommand")
            .getBytes(StandardCharsets.UTF_8);
    play.wires().sendRaw(known, value);
    judge(play, saga, value);
    play.effects(saga, 0, 0);
  }

  private static void judge(Play play, UUID saga, byte[] sent) {
    String topic = play.subject().topic();
    boolean came =
        play.wires().await(() -> !play.wires().deadLettersOf(saga).isEmpty(), play.patience());
    require(
        came,
        "nothing came to %s within %d s under the key of the message"
            .formatted(Topics.deadLettersOf(topic), play.patience().toSeconds()));
    ConsumerRecord<String, byte[]> letter = play.wires().deadLettersOf(saga).getFirst();
    require(Arrays.equals(sent, letter.value()), "the dead letter is not the message as it came");
    String reason = header(letter, MessageHeaders.DEAD_LETTER_REASON);
    require(!reason.isBlank(), "the dead letter has no header dead-letter-reason");
    String place = header(letter, MessageHeaders.DEAD_LETTER_PLACE);
    require(
        place.matches(Pattern.quote(topic) + "-\\d+@\\d+"),
        "the header dead-letter-place is '%s' instead of '%s-partition@offset'"
            .formatted(place, topic));
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    String value = KafkaRecords.header(letter.headers(), name);
    return value == null ? "" : value;
  }
}
