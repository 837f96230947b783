package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// One instance that is played, with a name that no other test uses.
abstract class InstanceCase {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject PlayedProvisioner provisioner;

  final String name = "db-" + UUID.randomUUID();
  PlayedProvisioner.Script script;
  InstanceStage stage;

  @BeforeEach
  void open() {
    script = provisioner.begin();
    stage = InstanceStage.creates(kafka, name);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /// The instance as callers see it.
  JsonPath view() {
    return get("/instances/" + stage.id()).then().statusCode(200).extract().jsonPath();
  }
}
