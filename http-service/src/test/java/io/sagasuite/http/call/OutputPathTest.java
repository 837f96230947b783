package io.sagasuite.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathTest {

  private static final Map<String, String> HEADERS = Map.of("location", "/v1/x", "x-a.b", "dot");
  private static final String BODY =
      """
      {"vpc": {"id": "v-1", "none": null, "headers": {"a": 1}},
       "items": [{"id": 7}, {"id": [true, 2.50]}], "status": "ok", "x-y_z@": "odd"}
      """;

  @ParameterizedTest
  @CsvSource({
    "vpc.id, v-1",
    "items[0].id, 7",
    "items[1].id[0], true",
    "items[1].id[1], 2.50",
    "status, ok",
    "x-y_z@, odd",
    "vpc.headers.a, 1",
    "headers.Location, /v1/x",
    "headers.x-a.b, dot"
  })
  void findsWhatIsThere(String path, String value) {
    assertThat(find(path, BODY).map(Object::toString)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vpc.other",
        "vpc.none",
        "vpc.id.deeper",
        "vpc[0]",
        "items.id",
        "items[2]",
        "items[999999].id",
        "headers.none",
        "none[0].x"
      })
  void findsNothingWhereNothingIs(String path) {
    assertThat(find(path, BODY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"[0].id, '[{\"id\": 3}]'", "[1][0], '[1, [3]]'"})
  void beginsInAnArray(String path, String body) {
    assertThat(find(path, body)).contains(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "7", "null", "{\"id\":", "[1,", "{]"})
  void findsNothingInWhatIsNoObject(String body) {
    assertThat(find("id", body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a[",
        "a[x]",
        "a[-1]",
        "a[]",
        "a]b",
        "a[0]b",
        "a b",
        "${a}",
        "a[9999999]"
      })
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> OutputPath.of("outputs.id", text))
        .isInstanceOf(RefusedCallException.class)
        .hasMessageContaining("outputs.id is not a path");
  }

  private static Optional<Object> find(String path, String body) {
    return OutputPath.of("outputs.id", path).find(PlainJson.read(body), HEADERS);
  }
}
