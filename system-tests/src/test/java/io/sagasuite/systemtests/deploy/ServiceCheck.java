package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every service of the source tree is deployed, migrated first, and answers where it is looked
/// for.
final class ServiceCheck implements Check {

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    for (String service : Modules.services()) {
      if (!manifests.has("Deployment", service)
          || !manifests.has("Service", service)
          || !manifests.has("Job", service + "-migration")) {
        faults.add("%s is not deployed and migrated".formatted(service));
        continue;
      }
      environment(manifests, service, faults);
      deployed(manifests, service, faults);
      migrated(manifests, service, faults);
    }
    config(manifests, faults);
    return faults;
  }

  /// A misspelt variable is read by nobody, and nothing would say so.
  private static void environment(Manifests manifests, String service, List<String> faults) {
    Stream<String> common =
        manifests.get("ConfigMap", "suite").at("/data").properties().stream()
            .map(Map.Entry::getKey);
    Stream<String> own =
        Stream.of(
                manifests.get("Deployment", service), manifests.get("Job", service + "-migration"))
            .flatMap(workload -> Yaml.each(workload.container().path("env")))
            .map(variable -> variable.path("name").asText());
    Stream.concat(common, own)
        .filter(variable -> !Modules.reads(service, variable))
        .forEach(variable -> faults.add("%s does not read %s".formatted(service, variable)));
  }

  private static void deployed(Manifests manifests, String service, List<String> faults) {
    Manifest deployment = manifests.get("Deployment", service);
    int port = Modules.port(service);
    if (deployment.container().at("/ports/0/containerPort").asInt() != port
        || manifests.get("Service", service).at("/spec/ports/0/port").asInt() != port) {
      faults.add("%s: does not listen at %d".formatted(deployment, port));
    }
    for (JsonNode variable : deployment.container().path("env")) {
      String value = variable.path("value").asText();
      if (value.startsWith("http://")) {
        String[] address = value.substring("http://".length()).split(":");
        if (manifests.find("Service", address[0]).stream()
            .noneMatch(found -> found.text("/spec/ports/0/port").equals(address[1]))) {
          faults.add("%s: nobody answers at %s".formatted(deployment, value));
        }
      }
    }
  }

  private static void migrated(Manifests manifests, String service, List<String> faults) {
    Manifest job = manifests.get("Job", service + "-migration");
    String image = manifests.get("Deployment", service).container().path("image").asText();
    if (!job.container().path("image").asText().equals(image)
        || !image.contains("saga-suite/" + service + ":")) {
      faults.add("%s: migrates with another image than %s runs".formatted(job, service));
    }
    // Validation comes first, and would refuse what is about to be migrated.
    if (!isSet(job, "QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
        || !isSet(job, "QUARKUS_FLYWAY_VALIDATE_AT_START", "false")
        || !isSet(job, "QUARKUS_INIT_AND_EXIT", "true")) {
      faults.add(job + ": does not migrate and end");
    }
  }

  private static boolean isSet(Manifest job, String variable, String value) {
    return Yaml.each(job.container().path("env"))
        .anyMatch(set ->
            set.path("name").asText().equals(variable) && set.path("value").asText().equals(value));
  }

  private static void config(Manifests manifests, List<String> faults) {
    Manifest config = manifests.get("ConfigMap", "suite");
    if (!config.text("/data/QUARKUS_FLYWAY_MIGRATE_AT_START").equals("false")) {
      faults.add("services migrate beside the jobs");
    }
    String host = config.text("/data/SUITE_DB_HOST");
    if (manifests.of("Cluster").noneMatch(cluster -> host.equals(cluster.name() + "-rw"))) {
      faults.add("no Cluster answers at " + host);
    }
  }
}
