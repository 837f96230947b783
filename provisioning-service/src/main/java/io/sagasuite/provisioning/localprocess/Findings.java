package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Tells what is there of instances, whole ones and halves.
record Findings(InstanceFolders folders, LocalServers servers) {

  /// Stands for the name of one that cannot tell it any more.
  static final String UNKNOWN = "unknown";

  List<FoundInstance> all() {
    return Stream.concat(folders.all().stream(), folders.allRemoved().stream())
        .map(InstanceFolder::instanceId)
        .distinct()
        .flatMap(id -> of(id).stream())
        .toList();
  }

  Optional<FoundInstance> of(UUID instanceId) {
    InstanceFolder folder = folders.of(instanceId);
    InstanceFolder removed = folders.removed(instanceId);
    List<String> parts = new ArrayList<>(partsOf(folder));
    boolean whole = parts.containsAll(List.of("manifest", "data", "server"));
    if (removed.exists()) {
      parts.add("removed folder");
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Optional<Manifest> manifest = folder.manifest().or(removed::manifest);
    return Optional.of(
        new FoundInstance(
            manifest
                .map(known -> known.asked().ref())
                .orElseGet(() -> new InstanceRef(instanceId, UNKNOWN, UNKNOWN)),
            List.copyOf(parts),
            whole && !removed.exists(),
            manifest.map(Manifest::madeAt).orElseGet(() -> since(folder, removed))));
  }

  private List<String> partsOf(InstanceFolder folder) {
    if (!folder.exists()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>(List.of("folder"));
    if (folder.manifest().isPresent()) {
      parts.add("manifest");
    }
    if (folder.hasData()) {
      parts.add("data");
    }
    if (!folder.makings().isEmpty()) {
      parts.add("half-made data");
    }
    if (servers.isRunning(folder)) {
      parts.add("server");
    }
    return parts;
  }

  private static Instant since(InstanceFolder folder, InstanceFolder removed) {
    try {
      return Files.getLastModifiedTime((folder.exists() ? folder : removed).path()).toInstant();
    } catch (IOException goneMeanwhile) {
      return Instant.now();
    }
  }
}
