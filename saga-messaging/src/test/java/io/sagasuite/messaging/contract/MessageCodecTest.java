package io.sagasuite.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {

  private static final String GOOD =
      """
      {"sagaId":"0198f3a2-7c1e-7d42-9b1a-2f6d5c4b3a21","step":"s","direction":"execute","attempt":1,
       "command":"Do","input":{"n":1,"d":1.10,"list":[true,null,"x"]}}\
      """;

  @Test
  void readsNumbersExactly() {
    CommandMessage command = MessageCodec.command(bytes(GOOD), null);
    assertThat(command.input()).containsEntry("n", 1).containsEntry("d", new BigDecimal("1.10"));
    assertThat(command.output()).isNull();
  }

  @Test
  void skipsWhatItDoesNotKnow() {
    String grown = GOOD.replace("\"step\"", "\"newer\":{\"deep\":[1,{}]},\"step\"");
    assertThat(MessageCodec.command(bytes(grown), null))
        .isEqualTo(MessageCodec.command(bytes(GOOD), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"attempt\":1    | \"attempt\":0        | 'attempt' is missing or below 1",
        "\"attempt\":1    | \"attempt\":\"1\"    | 'attempt' is not a whole number",
        "\"attempt\":1    | \"attempt\":99999999999 | the value is not JSON",
        "\"step\":\"s\",  | \"x\":1,             | 'step' is missing",
        "\"step\":\"s\"   | \"step\":7           | 'step' is not text",
        "0198f3a2         | zzz                  | 'sagaId' is not a UUID",
        "execute          | sideways             | 'direction' is neither execute nor compensate",
        "\"input\":{      | \"input\":{\"n\":1e12345678901, | the value has a number that is out of bounds",
        "\"input\":{      | \"input\":null,\"y\":{ | 'input' is missing",
        "null,\"x\"]}}    | null                 | the value is not JSON",
      })
  void saysWhatIsWrong(String part, String broken, String reason) {
    String value = GOOD.replace(part, broken);
    assertThat(value).isNotEqualTo(GOOD);
    assertUnreadable(bytes(value), reason);
  }

  @Test
  void refusesWhatIsNoObject() {
    assertUnreadable(null, "the record has no value");
    assertUnreadable(new byte[0], "the value is not a JSON object");
    assertUnreadable(bytes("[]"), "the value is not a JSON object");
    assertUnreadable(bytes("\u0000\u0001"), "the value is not JSON");
    assertUnreadable(bytes(GOOD + "{}"), "something follows the JSON object");
    assertUnreadable(bytes("{\"a\":".repeat(5_000)), "the value is not JSON");
  }

  private static void assertUnreadable(byte[] value, String reason) {
    assertThatThrownBy(() -> MessageCodec.command(value, null))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessage(reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
