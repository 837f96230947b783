package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that one overlay brings to a cluster.
record Manifests(List<Manifest> all) {

  Manifests copy() {
    return new Manifests(
        all.stream().map(manifest -> new Manifest(manifest.tree().deepCopy())).toList());
  }

  Stream<Manifest> of(String kind) {
    return all.stream().filter(manifest -> manifest.is(kind));
  }

  Optional<Manifest> find(String kind, String name) {
    return of(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  Manifest get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
  }

  boolean has(String kind, String name) {
    return find(kind, name).isPresent();
  }

  /// What has pods of its own.
  Stream<Manifest> workloads() {
    return Stream.concat(of("Deployment"), of("Job"));
  }

  /// Whether a workload, or an operator on behalf of a resource here, makes pods with all these
  /// labels.
  boolean somePodHas(Map<String, String> labels) {
    return Stream.concat(workloads().map(Manifest::podLabels), operatorPods())
        .anyMatch(pod -> pod.entrySet().containsAll(labels.entrySet()));
  }

  private Stream<Map<String, String>> operatorPods() {
    Stream<Map<String, String>> kafka =
        of("Kafka")
            .flatMap(cluster ->
                Stream.of(
                    Map.of("strimzi.io/cluster", cluster.name(), "strimzi.io/kind", "Kafka"),
                    Map.of(
                        "strimzi.io/cluster",
                        cluster.name(),
                        "strimzi.io/name",
                        cluster.name() + "-entity-operator")));
    Stream<Map<String, String>> postgres =
        of("Cluster").map(cluster -> Map.of("cnpg.io/cluster", cluster.name()));
    return Stream.concat(kafka, postgres);
  }

  /// The names of the ports of pods with these labels.
  List<String> portNames(Map<String, String> labels) {
    return workloads()
        .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
        .flatMap(workload -> Yaml.each(workload.container().path("ports")))
        .map((JsonNode port) -> port.path("name").asText())
        .toList();
  }
}
