package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sagasuite.localstack.kafka.SuiteTopics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The broker has every topic, bears what its clients are set to, and scaling looks at real groups.
final class KafkaCheck implements Check {

  @Override
  public List<String> faults(Manifests manifests) {
    List<String> faults = new ArrayList<>();
    manifests.of("Kafka").forEach(kafka -> broker(manifests, kafka, faults));
    topics(manifests, faults);
    manifests.of("ScaledObject").forEach(scaled -> scaling(manifests, scaled, faults));
    return faults;
  }

  private static void broker(Manifests manifests, Manifest kafka, List<String> faults) {
    JsonNode config = kafka.at("/spec/kafka/config");
    int nodes =
        manifests
            .of("KafkaNodePool")
            .filter(pool -> isOf(pool, kafka))
            .mapToInt(pool -> pool.at("/spec/replicas").asInt())
            .sum();
    config
        .properties()
        .forEach(setting -> {
          if (setting.getKey().endsWith("replication.factor")
              && setting.getValue().asInt() > nodes) {
            faults.add("%s: %s is more than %d brokers".formatted(kafka, setting.getKey(), nodes));
          }
        });
    if (config.path("min.insync.replicas").asInt()
        > Math.max(1, config.path("default.replication.factor").asInt() - 1)) {
      faults.add(kafka + ": no broker may be away");
    }
    if (config.path("group.min.session.timeout.ms").asLong(6000)
        > Collections.min(Modules.settings("session.timeout.ms"))) {
      faults.add(kafka + ": refuses consumers, their session timeout is too short for it");
    }
    if (config.path("message.max.bytes").asLong(1048588)
        < Collections.max(Modules.settings("max.request.size"))) {
      faults.add(kafka + ": takes smaller messages than services send");
    }
    String address = kafka.name() + "-kafka-bootstrap:" + kafka.at("/spec/kafka/listeners/0/port");
    if (!manifests
        .get("ConfigMap", "suite")
        .text("/data/KAFKA_BOOTSTRAP_SERVERS")
        .equals(address)) {
      faults.add(kafka + ": is not where services look for it, at " + address);
    }
  }

  private static boolean isOf(Manifest part, Manifest kafka) {
    return Manifest.labels(part.at("/metadata/labels"))
        .getOrDefault("strimzi.io/cluster", "")
        .equals(kafka.name());
  }

  private static void topics(Manifests manifests, List<String> faults) {
    Set<String> missing = new TreeSet<>(SuiteTopics.names());
    manifests
        .of("KafkaTopic")
        .forEach(topic -> {
          if (!missing.remove(topic.name())) {
            faults.add(topic + ": nobody uses it");
          }
          if (manifests.of("Kafka").noneMatch(kafka -> isOf(topic, kafka))) {
            faults.add(topic + ": belongs to no Kafka");
          }
          manifests
              .of("KafkaNodePool")
              .filter(
                  pool -> topic.at("/spec/replicas").asInt() > pool.at("/spec/replicas").asInt())
              .forEach(pool -> faults.add(topic + ": wants more brokers than " + pool + " has"));
        });
    missing.forEach(topic -> faults.add("there is no KafkaTopic " + topic));
  }

  private static void scaling(Manifests manifests, Manifest scaled, List<String> faults) {
    String target = scaled.text("/spec/scaleTargetRef/name");
    if (!manifests.has("Deployment", target)) {
      faults.add("%s: there is no Deployment %s".formatted(scaled, target));
      return;
    }
    for (JsonNode trigger : scaled.at("/spec/triggers")) {
      JsonNode metadata = trigger.path("metadata");
      String topic = metadata.path("topic").asText();
      String group = metadata.path("consumerGroup").asText();
      if (!topic.equals(Modules.topicsByGroup(target).get(group))) {
        faults.add("%s: %s does not read %s as %s".formatted(scaled, target, topic, group));
      }
      manifests
          .find("KafkaTopic", topic)
          .filter(read ->
              scaled.at("/spec/maxReplicaCount").asInt() > read.at("/spec/partitions").asInt())
          .ifPresent(read -> faults.add(scaled + ": more copies than " + read + " has partitions"));
      Set<String> addresses =
          manifests
              .of("Kafka")
              .map(kafka -> kafka.name() + "-kafka-bootstrap." + kafka.text("/metadata/namespace"))
              .collect(Collectors.toSet());
      if (!addresses.contains(
          metadata.path("bootstrapServers").asText().replaceAll(":\\d+$", ""))) {
        faults.add(scaled + ": asks no broker of ours");
      }
    }
  }
}
