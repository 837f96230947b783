package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whatever selects pods selects some: services, network policies, budgets, spreading.
final class NetworkCheck implements Check {

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    manifests.of("Service").forEach(service -> service(manifests, service, faults));
    manifests
        .of("NetworkPolicy")
        .forEach(policy -> {
          selectors(policy.at("/spec"))
              .forEach(labels -> require(manifests, policy, labels, faults));
          ports(manifests, policy, faults);
        });
    manifests
        .of("PodDisruptionBudget")
        .forEach(budget ->
            require(
                manifests,
                budget,
                Manifest.labels(budget.at("/spec/selector/matchLabels")),
                faults));
    manifests.of("Deployment").forEach(deployment -> itself(deployment, faults));
    if (manifests.of("NetworkPolicy").noneMatch(NetworkCheck::deniesAll)) {
      faults.add("no policy denies what no other one allows");
    }
    return faults;
  }

  private static void service(Manifests manifests, Manifest service, List<String> faults) {
    Map<String, String> labels = Manifest.labels(service.at("/spec/selector"));
    require(manifests, service, labels, faults);
    for (JsonNode port : service.at("/spec/ports")) {
      if (!manifests.portNames(labels).contains(port.path("targetPort").asText())) {
        faults.add("%s: its pods have no port %s".formatted(service, port.path("targetPort")));
      }
    }
  }

  private static void require(
      Manifests manifests, Manifest owner, Map<String, String> labels, List<String> faults) {
    if (!manifests.somePodHas(labels)) {
      faults.add("%s: no pod has %s".formatted(owner, labels));
    }
  }

  /// A deployment finds its own pods, and spreads them and not others.
  private static void itself(Manifest deployment, List<String> faults) {
    List<JsonNode> selectors = new ArrayList<>();
    selectors.add(deployment.at("/spec/selector/matchLabels"));
    deployment
        .pod()
        .path("topologySpreadConstraints")
        .forEach(spread -> selectors.add(spread.at("/labelSelector/matchLabels")));
    for (JsonNode selector : selectors) {
      Map<String, String> labels = Manifest.labels(selector);
      if (labels.isEmpty() || !deployment.podLabels().entrySet().containsAll(labels.entrySet())) {
        faults.add("%s: its pods do not have %s".formatted(deployment, labels));
      }
    }
  }

  private static List<Map<String, String>> selectors(JsonNode tree) {
    return tree.findValues("podSelector").stream()
        .flatMap(selector -> expand(selector).stream())
        .toList();
  }

  private static List<Map<String, String>> expand(JsonNode selector) {
    List<Map<String, String>> all = new ArrayList<>();
    if (selector.has("matchLabels")) {
      all.add(Manifest.labels(selector.path("matchLabels")));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      for (JsonNode value : expression.path("values")) {
        all.add(Map.of(expression.path("key").asText(), value.asText()));
      }
    }
    return all;
  }

  private static void ports(Manifests manifests, Manifest policy, List<String> faults) {
    Map<String, String> own = Manifest.labels(policy.at("/spec/podSelector/matchLabels"));
    for (JsonNode rule : policy.at("/spec/ingress")) {
      for (JsonNode port : rule.path("ports")) {
        if (port.path("port").isTextual()
            && !manifests.portNames(own).contains(port.path("port").asText())) {
          faults.add("%s: its pods have no port %s".formatted(policy, port.path("port")));
        }
      }
    }
  }

  private static boolean deniesAll(Manifest policy) {
    return policy.at("/spec/podSelector").isEmpty()
        && policy.at("/spec/ingress").isMissingNode()
        && policy.at("/spec/egress").isMissingNode()
        && Yaml.texts(policy.at("/spec/policyTypes")).equals(List.of("Ingress", "Egress"));
  }
}
