package io.sagasuite.inventory.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.testing.LocalStackResource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class StockResourceIT {

  private static final String PROBLEM = "application/problem+json";

  private final String product = "product-" + UUID.randomUUID();

  @Test
  void setsAndShowsStock() {
    put("{\"available\": 7}", 200);
    put("{\"available\": 9}", 200);

    when()
        .get("/stock/" + product)
        .then()
        .statusCode(200)
        .body("productId", equalTo(product))
        .body("available", equalTo(9))
        .body("reserved", equalTo(0));
  }

  @Test
  void startsWithTheStockOfADevelopmentStack() {
    when().get("/stock/widget").then().statusCode(200).body("available", greaterThanOrEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"available\": -1}", "{}", "{\"available\": \"many\"}"})
  void namesTheFieldThatIsWrong(String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/stock/" + product)
        .then()
        .statusCode(400)
        .contentType(PROBLEM)
        .body("violations[0].field", equalTo("available"))
        .body("violations[0].message", not(emptyOrNullString()));
  }

  @Test
  void answersEveryOtherErrorWithAProblemToo() {
    given()
        .contentType(ContentType.JSON)
        .body("{")
        .put("/stock/" + product)
        .then()
        .statusCode(400)
        .contentType(PROBLEM);
    given()
        .contentType(ContentType.TEXT)
        .body("7")
        .put("/stock/" + product)
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
    given()
        .contentType(ContentType.JSON)
        .body("{\"available\": 7, \"note\": \"" + "x".repeat(70_000) + "\"}")
        .put("/stock/" + product)
        .then()
        .statusCode(413)
        .contentType(PROBLEM);
    when().get("/nowhere").then().statusCode(404).contentType(PROBLEM);
    when().get("/stock/" + product).then().statusCode(404).contentType(PROBLEM);
    when().get("/reservations/" + UUID.randomUUID()).then().statusCode(404).contentType(PROBLEM);
    when().get("/reservations/7").then().statusCode(404).contentType(PROBLEM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi"})
  void answersToItsOperators(String path) {
    when().get(path).then().statusCode(200);
  }

  private void put(String body, int status) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .put("/stock/" + product)
        .then()
        .statusCode(status);
  }
}
