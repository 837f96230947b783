package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sagasuite.localstack.postgres.SuiteDatabases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Each service has a database that belongs to its own role, whose password is the one it is given.
final class PostgresCheck implements Check {

  private static final List<String> LOGIN = List.of("username", "password");

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    Map<String, String> secretByRole = new HashMap<>();
    Map<String, String> ownerByDatabase = new TreeMap<>();
    manifests
        .of("Cluster")
        .forEach(cluster -> {
          JsonNode first = cluster.at("/spec/bootstrap/initdb");
          secretByRole.put(first.path("owner").asText(), first.at("/secret/name").asText());
          ownerByDatabase.put(first.path("database").asText(), first.path("owner").asText());
          for (JsonNode role : cluster.at("/spec/managed/roles")) {
            secretByRole.put(role.path("name").asText(), role.at("/passwordSecret/name").asText());
          }
          secretByRole
              .values()
              .forEach(name -> PodCheck.requireSecret(cluster, name, LOGIN, faults));
          if (cluster.at("/spec/postgresql/synchronous/number").asInt()
              >= cluster.at("/spec/instances").asInt()) {
            faults.add(cluster + ": waits for more standbys than there are");
          }
        });
    manifests
        .of("Database")
        .forEach(database -> {
          ownerByDatabase.put(database.text("/spec/name"), database.text("/spec/owner"));
          if (!manifests.has("Cluster", database.text("/spec/cluster/name"))) {
            faults.add(database + ": there is no such Cluster");
          }
        });
    for (String service : SuiteDatabases.NAMES) {
      service(manifests, service, ownerByDatabase, secretByRole, faults);
    }
    return faults;
  }

  private static void service(
      Manifests manifests,
      String service,
      Map<String, String> ownerByDatabase,
      Map<String, String> secretByRole,
      List<String> faults) {
    String owner = ownerByDatabase.get(service);
    if (owner == null) {
      faults.add("there is no database " + service);
    } else if (!secretByRole.containsKey(owner)) {
      faults.add("the database %s belongs to nobody: %s".formatted(service, owner));
    }
    manifests
        .workloads()
        .filter(workload -> workload.podLabels().containsValue(service))
        .flatMap(workload -> Yaml.each(workload.container().path("env")))
        .filter(variable -> variable.path("name").asText().startsWith("SUITE_DB_"))
        .map(variable -> variable.at("/valueFrom/secretKeyRef/name").asText())
        .filter(secret -> !secret.equals(secretByRole.get(owner)))
        .forEach(secret -> faults.add("%s logs in with %s".formatted(service, secret)));
  }
}
