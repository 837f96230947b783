package io.sagasuite.provisioning.localprocess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// The folders of all instances, each named by its instance's id. What is being removed has another
/// name, so that a removal which a crash cuts short is neither an instance any more nor forgotten.
///
/// @param root an absolute path
record InstanceFolders(Path root) {

  private static final String REMOVED = "removed-";

  InstanceFolder of(UUID instanceId) {
    return new InstanceFolder(instanceId, root.resolve(instanceId.toString()));
  }

  /// What is left of it after its removal began.
  InstanceFolder removed(UUID instanceId) {
    return new InstanceFolder(instanceId, root.resolve(REMOVED + instanceId));
  }

  List<InstanceFolder> all() {
    return named(name -> idIn(name).map(this::of));
  }

  List<InstanceFolder> allRemoved() {
    return named(name ->
        name.startsWith(REMOVED)
            ? idIn(name.substring(REMOVED.length())).map(this::removed)
            : Optional.empty());
  }

  Path locks() {
    return root.resolve("locks");
  }

  private List<InstanceFolder> named(Function<String, Optional<InstanceFolder>> reader) {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .map(file -> file.getFileName().toString())
          .flatMap(name -> reader.apply(name).stream())
          .filter(InstanceFolder::exists)
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<UUID> idIn(String name) {
    try {
      UUID id = UUID.fromString(name);
      return id.toString().equals(name) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException otherName) {
      return Optional.empty();
    }
  }
}
