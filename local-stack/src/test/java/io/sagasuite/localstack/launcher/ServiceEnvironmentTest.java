package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

  private static final List<String> SERVICES = List.of("orchestrator", "payment", "provisioning");

  @TempDir Path folder;

  private Map<String, String> of(String service, @Nullable Path kubeconfig) {
    StackPorts ports = StackPorts.moved(100, SERVICES);
    return new ServiceEnvironment(
            new StackOptions(
                folder, folder, ports, SERVICES, false, Map.of(), kubeconfig, line -> {}))
        .of(service, service);
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
