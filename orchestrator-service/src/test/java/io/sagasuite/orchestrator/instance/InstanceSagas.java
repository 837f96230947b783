package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.definition.DocumentFormat;
import io.sagasuite.orchestrator.definition.DocumentReader;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.SagaTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// The sagas of instances with participants that agree to everything, where a test says nothing
/// else.
final class InstanceSagas {

  static final SagaDefinition CREATE = read("create-instance");
  static final SagaDefinition DELETE = read("delete-instance");
  static final SagaDefinition HEALTH = read("check-instance-health");
  static final SagaDefinition REPAIR = read("repair-instances");

  static final String SEALED = "aaaa.bbbb.cccc.dddd.eeee";

  static final Map<String, Object> WANTED =
      Map.of(
          "name", "orders-db",
          "namespace", "toygres",
          "postgresVersion", "18",
          "storageSizeGb", 10,
          "useLoadBalancer", true,
          "dnsLabel", "orders",
          "owner", "ada",
          "sealedPassword", SEALED);

  static final Map<String, Object> CONNECTION =
      Map.of(
          "host", "10.0.0.7",
          "port", 5432,
          "connectionString", "postgresql://postgres@10.0.0.7:5432/postgres");

  static final Map<String, Object> INSTANCE =
      Map.of(
          "instanceId", "019b0000-0000-7000-8000-000000000001",
          "name", "orders-db",
          "namespace", "toygres");

  private InstanceSagas() {}

  private static SagaDefinition read(String name) {
    try (InputStream file =
        InstanceSagas.class.getResourceAsStream("/definitions/" + name + ".yaml")) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return DefinitionParser.parse(DocumentReader.read(bytes, DocumentFormat.YAML));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SagaTest create() {
    return SagaTest.of(CREATE)
        .child(HEALTH)
        .input(WANTED)
        .step("reserve-name")
        .succeeds(command -> Map.of("instanceId", command.input().get("instanceId")))
        .step("deploy")
        .succeeds(Map.of("created", true))
        .step("wait-for-ready")
        .succeeds(Map.of("phase", "Running"))
        .step("resolve-connection")
        .succeeds(CONNECTION)
        .step("test-connection")
        .succeeds(Map.of("postgresVersion", "PostgreSQL 18.1 on x86_64"))
        .step("activate")
        .succeeds(Map.of("deploymentTimeSeconds", 12))
        .participant("provisioning")
        .on("ProbeInstance")
        .rejects("instance_gone")
        .participant("orchestrator")
        .on("SignalSagas")
        .succeeds(Map.of("signalled", 1))
        .undoingSucceeds();
  }

  static SagaTest delete() {
    return SagaTest.of(DELETE)
        .input(INSTANCE)
        .step("await-create")
        .succeeds(Map.of("status", "completed"))
        .step("begin-delete")
        .succeeds(Map.of("found", true))
        .step("end-health-check")
        .succeeds(Map.of("signalled", 1))
        .step("remove")
        .succeeds(Map.of("removed", true))
        .step("verify-gone")
        .succeeds()
        .step("complete-delete")
        .succeeds();
  }

  static SagaTest health() {
    return SagaTest.of(HEALTH)
        .input(Map.of("instanceId", INSTANCE.get("instanceId"), "name", "orders-db"))
        .step("probe")
        .succeeds(Map.of("healthy", true, "responseTimeMs", 3))
        .step("end")
        .succeeds(Map.of("signalled", 1));
  }
}
