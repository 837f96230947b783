package io.sagasuite.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

  private static final String SECRET = "a/\"é &+=\\z";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Authorization: Bearer abc.def-1 | Authorization: ***",
        "authorization: Basic dXNlcjpwYXNz | authorization: ***",
        "sent Bearer abc.def== to it | sent Bearer *** to it",
        "Cookie: a=b; c=d | Cookie: ***",
        "Set-Cookie: sid=1; Path=/ | Set-Cookie: ***",
        "X-Api-Key: k123 | X-Api-Key: ***",
        "http://h/x?token=abc&a=b | http://h/x?token=***&a=b",
        "http://h/x?a=b&access_token=abc | http://h/x?a=b&access_token=***",
        "{\"password\":\"p\\\"w\",\"a\":1} | {\"password\":***,\"a\":1}",
        "{\"apikey\": 12345, \"a\":1} | {\"apikey\": ***, \"a\":1}",
        "{\"clientSecret\":\"x | {\"clientSecret\":***",
        "api_key=abc other=def | api_key=*** other=def",
        "nothing to hide: 7 | nothing to hide: 7"
      })
  void masksWhatLooksLikeASecret(String text, String masked) {
    assertThat(SensitiveText.masked(text)).isEqualTo(masked);
  }

  @Test
  void masksASecretInEveryWriting() {
    String json = PlainJson.write(SECRET);
    String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    SecretMask mask = SecretMask.of(List.of(SECRET));
    assertThat(mask.excerpt("<" + SECRET + ">")).isEqualTo("<***>");
    assertThat(mask.excerpt("<" + json + ">")).isEqualTo("<\"***\">");
    assertThat(mask.excerpt("<" + json.replace("/", "\\/") + ">")).isEqualTo("<\"***\">");
    assertThat(mask.excerpt("<" + encoded + ">")).isEqualTo("<***>");
    assertThat(mask.excerpt("<" + encoded.replace("+", "%20") + ">")).isEqualTo("<***>");
    assertThat(mask.excerpt("{\"x\":\"a\\/\\u0022\\u00e9 &+=\\\\z\"}"))
        .isEqualTo("{\"x\":\"***\"}");
  }

  @Test
  void masksDeepAndInNamesAndNumbers() {
    SecretMask mask = SecretMask.of(List.of("4711"));
    assertThat(
            mask.outputs(
                Map.of(
                    "list",
                    List.of(Map.of("x4711", "is 4711"), 4711, 4712),
                    "4711",
                    1,
                    "truth",
                    true)))
        .isEqualTo(
            Map.of(
                "list", List.of(Map.of("x***", "is ***"), "***", 4712), "4711", 1, "truth", true));
  }

  @Test
  void masksALongSecretBeforeAShorterOneInIt() {
    SecretMask mask = SecretMask.of(List.of("abc", "abcdef"));
    assertThat(mask.excerpt("abcdef abc")).isEqualTo("*** ***");
  }

  @Test
  void leavesNoHalfOfASecretWhereTheMessageEnds() {
    SecretMask mask = SecretMask.of(List.of("top-secret"));
    for (int before = 480; before < 505; before++) {
      String excerpt = mask.excerpt("x".repeat(before) + "top-secret" + "y".repeat(600));
      assertThat(excerpt).hasSizeLessThanOrEqualTo(501).doesNotContain("to");
    }
  }

  @Test
  void masksTellingNamesInBodies() {
    SecretMask mask = SecretMask.of(List.of());
    assertThat(
            mask.excerpt("{\"user\": {\"Password\": \"p\", \"tokens\": [\"t\"], \"name\": \"n\"}}"))
        .isEqualTo("{\"user\":{\"Password\":***,\"tokens\":***,\"name\":\"n\"}}");
    assertThat(mask.excerpt("a\n\tb\u0000 c")).isEqualTo("a b c");
  }

  @Test
  @Timeout(5)
  void isNotSlowedDownByWhatAServiceAnswers() {
    SecretMask mask = SecretMask.of(List.of("s3cr3t"));
    for (String part : List.of("token", "-a", "\"\\", "Basic ", "[", "{\"a\":")) {
      assertThat(mask.excerpt(part.repeat(1_000_000 / part.length()))).hasSizeLessThan(600);
    }
  }
}
