package io.sagasuite.orchestrator.order;

import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BadOrderIT {

  private static final String PROBLEM = "application/problem+json";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orderId | \"has space\"",
        "customerId | null",
        "customerId | \"\"",
        "customerId | 42",
        "customerId | \"a\\u0000b\"",
        "items | null",
        "items | []",
        "items | \"widget\"",
        "items[0].quantity | [{\"productId\":\"p\",\"quantity\":0}]",
        "items[0].quantity | [{\"productId\":\"p\",\"quantity\":1000001}]",
        "items[0].quantity | [{\"productId\":\"p\",\"quantity\":1.5}]",
        "items[0].quantity | [{\"productId\":\"p\",\"quantity\":\"2\"}]",
        "items[0].quantity | [{\"productId\":\"p\",\"quantity\":99999999999}]",
        "items[0].productId | [{\"quantity\":1}]",
        "items[0].price | [{\"productId\":\"p\",\"quantity\":1,\"price\":2}]",
        "items[0] | [null]",
        "amount | 49.90",
        "amount | \"0.00\"",
        "amount | \"-1\"",
        "amount | \"1.23456\"",
        "amount | \"1e3\"",
        "currency | \"euro\"",
        "paymentSource | \" \"",
        "shippingAddress | null",
        "shippingAddress | \"Berlin\"",
        "shippingAddress.country | {\"name\":\"a\",\"street\":\"b\",\"city\":\"c\","
            + "\"postalCode\":\"d\",\"country\":\"QQ\"}",
        "shippingAddress.city | {\"name\":\"a\",\"street\":\"b\","
            + "\"postalCode\":\"d\",\"country\":\"DE\"}",
        "coupon | \"free\"",
      })
  void namesTheFieldThatIsWrong(String field, String value) {
    String name = field.replaceAll("[.\\[].*", "");
    String body = good(newId()).replaceFirst("\"" + name + "\"", "\"was\"");
    body = without("was", body).replaceFirst("\\{", "{ \"" + name + "\": " + escape(value) + ",");
    refused(body, field);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("$", "\\$");
  }

  /// The order without a property, which keeps the text valid JSON.
  private static String without(String name, String body) {
    return body.replaceFirst("\"" + name + "\": (\\[[^]]*]|\\{[^}]*}|\"[^\"]*\"),?", "")
        .replaceFirst(",\\s*}\\s*$", "}");
  }

  private static void refused(String body, String field) {
    problem(order(body).post("/orders").then(), 400).body("violations.field", hasItem(field));
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status) {
    return answer
        .statusCode(status)
        .contentType(PROBLEM)
        .body("status", equalTo(status))
        .body("title", not(equalTo("")))
        .body(not(containsString("Exception")))
        .body(not(containsString("io.sagasuite")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "not json", "[]", "42", "\"order\"", "null", "{} trailing", ""})
  void refusesWhatIsNoJsonObject(String body) {
    problem(order(body).post("/orders").then(), 400);
  }

  @Test
  void refusesAnotherMediaType() {
    problem(RestAssured.given().contentType("text/plain").body("x").post("/orders").then(), 415);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_100_000, 20_000_000})
  void refusesABodyThatIsTooLarge(int bytes) {
    problem(order(good("x".repeat(bytes))).post("/orders").then(), 413);
  }

  @Test
  void refusesABodyOfUnknownLengthThatIsTooLarge() throws IOException, InterruptedException {
    byte[] body = good("x".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/orders"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void answersEveryOtherErrorAsAProblemToo() {
    problem(RestAssured.get("/nowhere").then(), 404);
    problem(RestAssured.get("/orders/no-such-order").then(), 404);
    problem(RestAssured.get("/orders/%00").then(), 404);
    problem(RestAssured.get("/sagas/no-saga").then(), 404);
    problem(RestAssured.put("/orders").then(), 405);
    problem(RestAssured.given().accept("image/png").get("/sagas").then(), 406);
    problem(
        RestAssured.given()
            .header("Idempotency-Key", "a b")
            .contentType("application/json")
            .body(good(newId()))
            .post("/orders")
            .then(),
        400);
  }

  @Test
  void refusesBadFilters() {
    List<String> bad =
        List.of(
            "/orders?limit=many",
            "/orders?limit=-1",
            "/orders?limit=0",
            "/orders?status=sleeping",
            "/orders?cursor=nowhere",
            "/sagas?status=asleep",
            "/sagas?createdAfter=yesterday");
    Map<String, Integer> answers = new HashMap<>();
    bad.forEach(path -> answers.put(path, RestAssured.get(path).statusCode()));
    assertThat(answers.values()).containsOnly(400);
  }
}
