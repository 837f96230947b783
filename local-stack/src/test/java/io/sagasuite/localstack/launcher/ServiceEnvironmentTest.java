package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

  private static final List<String> SERVICES = List.of("orchestrator", "payment", "provisioning");

  @TempDir Path folder;

  private Map<String, String> of(String service, @Nullable Path kubeconfig) {
    return of(service, kubeconfig, null);
  }

  private Map<String, String> of(
      String service, @Nullable Path kubeconfig, @Nullable Tracing tracing) {
    List<String> listening = Stream.concat(SERVICES.stream(), Stream.of("zipkin")).toList();
    StackPorts ports = StackPorts.moved(100, listening);
    return new ServiceEnvironment(
            new StackOptions(
                folder,
                folder,
                ports,
                SERVICES,
                false,
                Map.of(),
                kubeconfig,
                tracing,
                line -> {},
                false))
        .of(service, service);
  }

  @Test
  void spansGoToTheTracingUiOnlyWhereThereIsOne() {
    assertThat(of("payment", null, new Tracing(0.5)))
        .containsEntry("SUITE_TRACES_EXPORTER", "zipkin")
        .containsEntry("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://127.0.0.1:9511/api/v2/spans")
        .containsEntry("SUITE_TRACE_URL_TEMPLATE", "http://localhost:9511/zipkin/traces/{traceId}")
        .containsEntry("TRACES_RATIO", "0.5");
    assertThat(of("payment", null)).doesNotContainKeys("SUITE_TRACES_EXPORTER", "TRACES_RATIO");
  }

  @Test
  void theOrchestratorSealsAndCannotOpen() {
    Map<String, String> environment = of("orchestrator", null);

    assertThat(environment)
        .containsEntry("SUITE_PROVISIONING_URL", "http://127.0.0.1:8184")
        .containsEntry("SUITE_SEALING_PUBLIC_KEY_FILE", folder + "/keys/sealing-public.pem");
    assertThat(environment.values()).noneMatch(value -> value.contains("sealing-private"));
    assertThat(environment.values()).noneMatch(value -> value.contains("credentials-token"));
  }

  @Test
  void provisioningOpensAndRunsInstancesOnThisMachine() {
    Map<String, String> environment = of("provisioning", null);

    assertThat(Path.of(environment.get("SUITE_SEALING_PRIVATE_KEY_FILE"))).isReadable();
    assertThat(Path.of(environment.get("SUITE_CREDENTIALS_TOKEN_FILE"))).isReadable();
    assertThat(Path.of(environment.get("SUITE_LOCAL_POSTGRES_HOME"), "bin/postgres")).exists();
    assertThat(environment)
        .containsEntry("SUITE_PROVISIONER", "local")
        .containsEntry("SUITE_LOCAL_INSTANCES_DIR", folder + "/data/instances")
        .doesNotContainKey("KUBECONFIG");
  }

  @Test
  void aClusterIsUsedOnlyWhenItIsNamed() {
    Map<String, String> environment = of("provisioning", Path.of("/etc/cluster"));

    assertThat(environment)
        .containsEntry("SUITE_PROVISIONER", "kubernetes")
        .containsEntry("KUBECONFIG", "/etc/cluster")
        .doesNotContainKey("SUITE_LOCAL_INSTANCES_DIR");
  }

  @Test
  void othersGetNoKeys() {
    assertThat(of("payment", null).values()).noneMatch(value -> value.contains("/keys/"));
  }
}
