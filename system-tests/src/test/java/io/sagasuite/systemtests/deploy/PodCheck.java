package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What pods refer to exists: configuration, secrets and their keys, accounts, volumes, ports.
final class PodCheck implements Check {

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    manifests
        .workloads()
        .forEach(workload -> {
          environment(manifests, workload, faults);
          volumes(manifests, workload, faults);
          probes(workload, faults);
          String account = workload.pod().path("serviceAccountName").asText("");
          if (!account.isEmpty() && !manifests.has("ServiceAccount", account)) {
            faults.add("%s: there is no ServiceAccount %s".formatted(workload, account));
          }
        });
    return faults;
  }

  private static void environment(Manifests manifests, Manifest workload, List<String> faults) {
    for (JsonNode source : workload.container().path("envFrom")) {
      String config = source.path("configMapRef").path("name").asText();
      if (!manifests.has("ConfigMap", config)) {
        faults.add("%s: there is no ConfigMap %s".formatted(workload, config));
      }
    }
    Set<String> names = new HashSet<>();
    for (JsonNode variable : workload.container().path("env")) {
      if (!names.add(variable.path("name").asText())) {
        faults.add("%s: %s is set twice".formatted(workload, variable.path("name").asText()));
      }
      JsonNode secret = variable.at("/valueFrom/secretKeyRef");
      if (!secret.isMissingNode()) {
        requireSecret(
            workload, secret.path("name").asText(), List.of(secret.path("key").asText()), faults);
      }
    }
  }

  private static void volumes(Manifests manifests, Manifest workload, List<String> faults) {
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : workload.pod().path("volumes")) {
      volumes.add(volume.path("name").asText());
      JsonNode secret = volume.path("secret");
      if (!secret.isMissingNode()) {
        List<String> keys =
            Yaml.each(secret.path("items")).map(item -> item.path("key").asText()).toList();
        requireSecret(workload, secret.path("secretName").asText(), keys, faults);
      }
    }
    Set<String> mounted = new HashSet<>();
    for (JsonNode mount : workload.container().path("volumeMounts")) {
      mounted.add(mount.path("name").asText());
    }
    if (!mounted.equals(volumes)) {
      faults.add("%s: mounts %s of the volumes %s".formatted(workload, mounted, volumes));
    }
  }

  private static void probes(Manifest workload, List<String> faults) {
    List<String> ports =
        Yaml.each(workload.container().path("ports"))
            .map(port -> port.path("name").asText())
            .toList();
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      String port = workload.container().path(probe).path("httpGet").path("port").asText("");
      if (workload.is("Deployment") && !ports.contains(port)) {
        faults.add("%s: %s asks at no port of the container".formatted(workload, probe));
      }
    }
  }

  /// Secrets are made outside of the manifests; a list says which ones.
  static void requireSecret(Object owner, String name, List<String> keys, List<String> faults) {
    Map<String, List<String>> secrets = Modules.secrets();
    if (!secrets.containsKey(name)) {
      faults.add("%s: nobody makes the secret %s".formatted(owner, name));
    } else if (!secrets.get(name).containsAll(keys)) {
      faults.add("%s: the secret %s has no %s".formatted(owner, name, keys));
    }
  }
}
