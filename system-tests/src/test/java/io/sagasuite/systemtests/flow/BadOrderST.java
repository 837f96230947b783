package io.sagasuite.systemtests.flow;

import static io.sagasuite.systemtests.SampleOrders.address;
import static io.sagasuite.systemtests.SampleOrders.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sagasuite.systemtests.SampleOrders;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders that are refused at the door, and the field that is named for it.
class BadOrderST {

  static Stream<Arguments> badValues() {
    return Stream.of(
        arguments("orderId", "has space"),
        arguments("orderId", "x".repeat(65)),
        arguments("customerId", ""),
        arguments("customerId", null),
        arguments("customerId", "c".repeat(10_000)),
        arguments("customerId", "line\u0000feed"),
        arguments("items", List.of()),
        arguments("items", null),
        arguments("items", "widget"),
        arguments("items", Map.of("productId", "widget")),
        arguments("items", Collections.nCopies(101, item("widget", 1))),
        arguments("items[0].quantity", List.of(item("widget", -1))),
        arguments("items[0].quantity", List.of(item("widget", 0))),
        arguments("items[0].quantity", List.of(item("widget", 1_000_001))),
        arguments("items[0].quantity", List.of(item("widget", 10_000_000_000L))),
        arguments("items[0].quantity", List.of(item("widget", "two"))),
        arguments("items[0].quantity", List.of(item("widget", 1.5))),
        arguments("items[0].quantity", List.of(Map.of("productId", "widget"))),
        arguments("items[1].productId", List.of(item("widget", 1), item("", 1))),
        arguments("items[0].price", List.of(Map.of("productId", "a", "quantity", 1, "price", 2))),
        arguments("amount", null),
        arguments("amount", "-1.00"),
        arguments("amount", "0.00"),
        arguments("amount", "a lot"),
        arguments("amount", "1.00001"),
        arguments("amount", "1e400"),
        arguments("amount", "9".repeat(40)),
        arguments("amount", 49.90),
        arguments("currency", null),
        arguments("currency", "euro"),
        arguments("currency", "QQQ"),
        arguments("paymentSource", ""),
        arguments("paymentSource", "t".repeat(129)),
        arguments("shippingAddress", null),
        arguments("shippingAddress", "Berlin"),
        arguments("shippingAddress.country", address("Germany")),
        arguments("shippingAddress.country", address("QQ")),
        arguments("shippingAddress.city", with(address("DE"), "city", " ")),
        arguments("shippingAddress.street", with(address("DE"), "street", null)),
        arguments("shippingAddress.name", with(address("DE"), "name", "n".repeat(1000))),
        arguments("coupon", "free"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badValues")
  void aBadFieldIsNamed(String field, Object value) {
    Map<String, Object> order = SampleOrders.good();
    order.put(field.replaceAll("[.\\[].*", ""), value);

    Response answer = Suite.submit(order);

    assertRefused(answer, field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"customerId", "items", "amount", "currency", "paymentSource", "shippingAddress"})
  void aMissingFieldIsNamed(String field) {
    Map<String, Object> order = SampleOrders.good();
    order.remove(field);

    assertRefused(Suite.submit(order), field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "not json", "[]", "42", "\"order\"", "null", "{} trailing", ""})
  void whatIsNoJsonObjectIsRefused(String body) {
    Response answer =
        Suite.at(Suite.ORCHESTRATOR).contentType("application/json").body(body).post("/orders");

    assertProblem(answer, 400);
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void anotherMediaTypeIsRefused(String mediaType) {
    Response answer =
        Suite.at(Suite.ORCHESTRATOR).contentType(mediaType).body("orderId=1").post("/orders");

    assertProblem(answer, 415);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_100_000, 3_000_000, 20_000_000})
  void whatIsTooLargeIsRefused(int bytes) {
    Map<String, Object> order = SampleOrders.with("customerId", "c".repeat(bytes));

    assertProblem(Suite.submit(order), 413);
  }

  private static void assertRefused(Response answer, String field) {
    JsonPath problem = assertProblem(answer, 400);
    assertThat(problem.<String>getList("violations.field")).contains(field);
    assertThat(problem.<String>getList("violations.message")).doesNotContainNull();
  }

  private static JsonPath assertProblem(Response answer, int status) {
    answer.then().statusCode(status).contentType("application/problem+json");
    JsonPath problem = answer.jsonPath();
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("type")).isNotBlank();
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(answer.asString()).doesNotContain("Exception", "io.sagasuite", "at com.");
    return problem;
  }

  private static Map<String, Object> with(Map<String, Object> map, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(field, value);
    return changed;
  }
}
