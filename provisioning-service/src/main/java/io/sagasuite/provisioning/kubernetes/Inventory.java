package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.kubernetes.Cluster.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// What is really there of instances.
record Inventory(Cluster cluster) {

  private static final Logger LOGGER = Logger.getLogger(Inventory.class);

  /// Secrets are not listed over all namespaces: that right would show us the secrets of everybody.
  private static final List<Part> LISTED = List.of(Part.CLAIM, Part.STATEFUL_SET, Part.SERVICE);

  Optional<FoundInstance> find(InstanceRef ref) {
    List<Found> parts = cluster.find(ref);
    return parts.isEmpty() ? Optional.empty() : Optional.of(found(ref, parts));
  }

  List<FoundInstance> findAll() {
    Map<InstanceRef, List<Found>> instances = new LinkedHashMap<>();
    for (Part part : LISTED) {
      for (HasMetadata object : cluster.listManaged(part)) {
        ref(object)
            .filter(ref -> part.name(ref).equals(object.getMetadata().getName()))
            .ifPresent(ref ->
                instances
                    .computeIfAbsent(ref, r -> new ArrayList<>())
                    .add(new Found(part, object)));
      }
    }
    instances.forEach((ref, parts) ->
        cluster
            .get(Part.SECRET, ref)
            .filter(secret -> Part.belongsTo(secret, ref.instanceId()))
            .ifPresent(secret -> parts.add(new Found(Part.SECRET, secret))));
    return instances.entrySet().stream().map(e -> found(e.getKey(), e.getValue())).toList();
  }

  private static Optional<InstanceRef> ref(HasMetadata object) {
    try {
      UUID id = UUID.fromString(Part.label(object, Part.INSTANCE_ID));
      String name = Part.label(object, Part.INSTANCE);
      return Optional.of(new InstanceRef(id, name, object.getMetadata().getNamespace()));
    } catch (IllegalArgumentException e) {
      LOGGER.warnf("object=%s bears no instance id: left alone", Part.described(object));
      return Optional.empty();
    }
  }

  private static FoundInstance found(InstanceRef ref, List<Found> parts) {
    List<String> names = parts.stream().map(part -> Part.described(part.object())).toList();
    Instant since =
        parts.stream()
            .map(part -> Instant.parse(part.object().getMetadata().getCreationTimestamp()))
            .min(Instant::compareTo)
            .orElseThrow();
    return new FoundInstance(ref, names, isComplete(parts), since);
  }

  /// What is on its way out is missing already.
  private static boolean isComplete(List<Found> parts) {
    return Part.MADE.stream()
        .allMatch(made ->
            parts.stream().anyMatch(part -> part.part() == made && !Part.isGoing(part.object())));
  }
}
