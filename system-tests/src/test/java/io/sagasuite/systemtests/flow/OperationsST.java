package io.sagasuite.systemtests.flow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.sagasuite.systemtests.SuiteStack;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every service always answers.
class OperationsST {

  static List<String> services() {
    return SuiteStack.services();
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceTellsItsHealth(String service) {
    for (String probe : List.of("live", "ready")) {
      Suite.at(service)
          .get("/q/health/" + probe)
          .then()
          .statusCode(200)
          .body("status", equalTo("UP"));
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceIsMeasured(String service) {
    Suite.at(service)
        .accept("text/plain")
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("jvm_memory_used_bytes"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyServiceDescribesItsCalls(String service) {
    Suite.at(service).get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3."));
  }
}
