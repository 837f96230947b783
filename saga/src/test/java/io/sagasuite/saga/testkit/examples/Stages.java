package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.SagaTest;
import java.util.LinkedHashMap;
import java.util.Map;

/// The three stages with a cloud that agrees to everything, where a test says nothing else.
final class Stages {

  static final SagaDefinition STAGES = Examples.read("stages");
  static final SagaDefinition INFRASTRUCTURE = Examples.read("infrastructure");
  static final SagaDefinition SERVICES = Examples.read("services");
  static final SagaDefinition CONFIGURATION = Examples.read("configuration");

  static final Map<String, Object> NETWORK =
      Map.of("vpcId", "vpc-1", "dbEndpoint", "db-1:5432", "securityGroupId", "sg-1");
  static final Map<String, Object> URLS =
      Map.of("authServiceUrl", "https://auth", "apiServiceUrl", "https://api");

  private Stages() {}

  static SagaTest stages(String environment) {
    return everyCallSucceeds(SagaTest.of(STAGES), environment);
  }

  static SagaTest everyCallSucceeds(SagaTest test, String environment) {
    return test.child(INFRASTRUCTURE)
        .child(SERVICES)
        .child(CONFIGURATION)
        .input(Map.of("environment", environment))
        .step("create-vpc")
        .succeeds(Map.of("vpcId", "vpc-1"))
        .step("create-security-group")
        .succeeds(Map.of("securityGroupId", "sg-1"))
        .step("create-database")
        .succeeds(Map.of("databaseId", "d-1", "dbEndpoint", "db-1:5432"))
        .step("deploy-auth-service")
        .succeeds(Map.of("serviceId", "s-1", "url", "https://auth"))
        .step("deploy-api-service")
        .succeeds(Map.of("serviceId", "s-2", "url", "https://api"))
        .step("smoke-test")
        .succeeds()
        .step("create-admin-user")
        .succeeds(Map.of("adminUserId", "u-1"))
        .step("setup-default-settings")
        .succeeds()
        .step("verify-login")
        .succeeds()
        .undoingSucceeds();
  }

  static SagaTest production() {
    return stages("production");
  }

  static SagaTest keepingWhatStands() {
    Map<String, Object> document = new LinkedHashMap<>(Documents.yaml(Examples.text("stages")));
    document.put("rollbackOnFailure", false);
    return everyCallSucceeds(SagaTest.of(document), "production");
  }
}
