package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rights that `deploy/kubernetes` grants are those that are used, no more and no less.
class AccessRulesTest {

  private static final Path RULES = Path.of("../deploy/kubernetes/provisioning-rbac.yaml");
  private static final Pattern RESOURCE =
      Pattern.compile("/apis?(/apps)?/v1(/namespaces/[^/]+)?/([a-z]+)(/([^/]+))?(/log)?");
  private static final Map<String, String> VERBS =
      Map.of("POST", "create", "PATCH", "patch", "DELETE", "delete");

  private final Set<String> used = new ConcurrentSkipListSet<>();

  @Test
  void grantedIsExactlyWhatIsUsed() throws IOException {
    useEverything();

    Set<String> granted = new TreeSet<>(granted("sagasuite-instances", "namespace"));
    granted.addAll(granted("sagasuite-provisioning", "cluster"));
    assertThat(used).containsExactlyElementsOf(granted);
  }

  private static List<String> granted(String role, String scope) throws IOException {
    return Stream.of(Files.readString(RULES).split("(?m)^---$"))
        .map(document -> Serialization.<HasMetadata>unmarshal(document))
        .filter(object -> object.getMetadata().getName().equals(role))
        .filter(ClusterRole.class::isInstance)
        .flatMap(object -> ((ClusterRole) object).getRules().stream())
        .flatMap(rule -> granted(rule, scope))
        .toList();
  }

  private static Stream<String> granted(PolicyRule rule, String scope) {
    return rule.getResources().stream()
        .flatMap(resource ->
            rule.getVerbs().stream()
                .map(verb -> right(scope, rule.getApiGroups().getFirst(), resource, verb)));
  }

  private static String right(String scope, String group, String resource, String verb) {
    return scope + ": " + verb + " " + (group.isEmpty() ? "" : group + "/") + resource;
  }

  private URI record(HttpRequest request) {
    Matcher path = RESOURCE.matcher(request.uri().getPath());
    if (!path.matches()) {
      assertThat(request.uri().getPath()).as("open to everybody").isEqualTo("/version");
      return request.uri();
    }
    String query = String.valueOf(request.uri().getQuery());
    String read = query.contains("watch=true") ? "watch" : path.group(4) == null ? "list" : "get";
    used.add(
        right(
            path.group(2) == null ? "cluster" : "namespace",
            path.group(1) == null ? "" : path.group(1).substring(1),
            path.group(3) + (path.group(6) == null ? "" : path.group(6)),
            VERBS.getOrDefault(request.method(), read)));
    return request.uri();
  }

  /// Each call of the port, so that whatever can be waited for is waited for.
  private void useEverything() {
    Duration moment = Duration.ofMillis(500);
    Duration wait = Duration.ofSeconds(20);
    try (MockCluster cluster = new MockCluster();
        KubernetesClient admin = cluster.adminClient();
        KubernetesClient client = cluster.provisioningClient(this::record);
        PlayedCluster played = new PlayedCluster(cluster.adminClient())) {
      played.pods = PlayedCluster.unschedulable();
      KubernetesProvisioner provisioner = new KubernetesProvisioner(client, "postgres");
      InstanceSpec spec = ProvisionerStage.spec(UUID.randomUUID(), "toygres", "orders-db", true);
      provisioner.check();
      provisioner.deploy(spec, ProvisionerStage.PASSWORD);
      provisioner.deploy(spec, ProvisionerStage.PASSWORD);
      provisioner.awaitReady(spec.ref(), moment);
      provisioner.awaitEndpoint(spec, moment);
      played.ingress = ProvisionerStage.address("20.1.2.3");
      provisioner.awaitEndpoint(spec, wait);
      provisioner.logs(spec.ref(), 1);
      provisioner.findAll();
      // A pod that is left alone, then a StatefulSet that stays, then a claim that does.
      played.holdsPods = true;
      played.holdsClaims = true;
      hold(admin, List.of("sagasuite.io/held"));
      removeInVain(provisioner, spec, moment);
      admin.pods().inNamespace("toygres").delete();
      removeInVain(provisioner, spec, moment);
      InstanceSpec other = ProvisionerStage.spec(UUID.randomUUID(), "elsewhere", null, false);
      provisioner.deploy(other, ProvisionerStage.PASSWORD);
      provisioner.awaitReady(other.ref(), moment);
      removeInVain(provisioner, other, Duration.ofSeconds(3));
      hold(admin, List.of());
      removeInVain(provisioner, spec, moment);
    }
  }

  private static void hold(KubernetesClient admin, List<String> finalizers) {
    admin
        .apps()
        .statefulSets()
        .inNamespace("toygres")
        .withName("orders")
        .edit(set -> {
          set.getMetadata().setFinalizers(finalizers);
          return set;
        });
  }

  private static void removeInVain(
      KubernetesProvisioner provisioner, InstanceSpec spec, Duration wait) {
    try {
      provisioner.remove(spec.ref(), wait);
    } catch (ProvisioningException e) {
      assertThat(e.code()).isEqualTo("not_gone");
    }
  }
}
