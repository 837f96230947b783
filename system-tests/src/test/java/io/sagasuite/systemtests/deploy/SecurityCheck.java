package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every pod of ours is as restricted as a pod can be, and no secret stands in the manifests.
final class SecurityCheck implements Check {

  /// It asks the cluster for instances; nobody else has anything to say to the cluster.
  private static final Set<String> WITH_TOKEN = Set.of("provisioning");

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    manifests.of("Secret").forEach(secret -> faults.add(secret + " holds what it holds openly"));
    Stream.of("RoleBinding", "ClusterRoleBinding")
        .flatMap(manifests::of)
        .forEach(binding -> binding(manifests, binding, faults));
    manifests
        .workloads()
        .forEach(workload -> {
          pod(workload, faults);
          token(manifests, workload, faults);
          noOpenSecret(workload, faults);
        });
    return faults;
  }

  /// A right that is given to nobody, or that does not exist, shows only when it is needed.
  private static void binding(Manifests manifests, Manifest binding, List<String> faults) {
    String kind = binding.text("/roleRef/kind");
    String role = binding.text("/roleRef/name");
    if (!manifests.has(kind, role)) {
      faults.add("%s: there is no %s %s".formatted(binding, kind, role));
    }
    for (JsonNode subject : binding.at("/subjects")) {
      String name = subject.path("name").asText();
      String namespace = subject.path("namespace").asText();
      if (manifests.find("ServiceAccount", name).stream()
          .noneMatch(account -> account.text("/metadata/namespace").equals(namespace))) {
        faults.add("%s: there is no ServiceAccount %s in %s".formatted(binding, name, namespace));
      }
    }
  }

  private static void pod(Manifest workload, List<String> faults) {
    JsonNode pod = workload.pod().path("securityContext");
    JsonNode container = workload.container().path("securityContext");
    boolean restricted =
        pod.path("runAsNonRoot").asBoolean()
            && pod.path("runAsUser").asInt() > 0
            && pod.at("/seccompProfile/type").asText().equals("RuntimeDefault")
            && !container.path("allowPrivilegeEscalation").asBoolean(true)
            && container.path("readOnlyRootFilesystem").asBoolean()
            && Yaml.texts(container.at("/capabilities/drop")).equals(List.of("ALL"));
    if (!restricted) {
      faults.add(workload + " is not restricted");
    }
    if (workload.container().at("/resources/requests/memory").isMissingNode()
        || workload.container().at("/resources/limits/memory").isMissingNode()) {
      faults.add(workload + " does not say how much memory it takes");
    }
  }

  private static void token(Manifests manifests, Manifest workload, List<String> faults) {
    boolean mounted =
        workload
            .pod()
            .path("automountServiceAccountToken")
            .asBoolean(
                manifests
                    .find("ServiceAccount", workload.pod().path("serviceAccountName").asText(""))
                    .map(account -> account.at("/automountServiceAccountToken").asBoolean(true))
                    .orElse(true));
    boolean wanted = workload.is("Deployment") && WITH_TOKEN.contains(workload.name());
    if (mounted != wanted) {
      faults.add(workload + (mounted ? " mounts a token" : " mounts no token"));
    }
  }

  private static void noOpenSecret(Manifest workload, List<String> faults) {
    for (JsonNode variable : workload.container().path("env")) {
      String name = variable.path("name").asText();
      if (variable.has("value") && name.matches(".*(PASSWORD|TOKEN|SECRET|KEY)")) {
        faults.add("%s: %s stands there openly".formatted(workload, name));
      }
    }
  }
}
