package io.sagasuite.orchestrator.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/// Instances as a test asks for them.
public final class Instances {

  public static final String PASSWORD = "c0rrect horse";

  private Instances() {}

  public static String newName() {
    return "i" + UUID.randomUUID().toString().substring(0, 18);
  }

  /// A good request.
  public static String good(String name) {
    return good(name, "");
  }

  /// A good request with more fields.
  public static String good(String name, String more) {
    return "{ \"name\": \"%s\", \"password\": \"%s\"%s }".formatted(name, PASSWORD, more);
  }

  public static RequestSpecification json(String body) {
    return RestAssured.given().contentType(ContentType.JSON).body(body);
  }

  /// Has it made, and waits until it is at rest.
  public static ValidatableResponse made(String name) {
    return json(good(name)).header("Prefer", "wait=30").post("/instances").then().statusCode(200);
  }

  /// Has it deleted, and waits until it is.
  public static ValidatableResponse deleted(String name) {
    return RestAssured.given().header("Prefer", "wait=30").delete("/instances/" + name).then();
  }
}
