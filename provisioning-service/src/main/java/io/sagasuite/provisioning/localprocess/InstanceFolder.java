package io.sagasuite.provisioning.localprocess;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// The folder of one instance. Data is made under another name and renamed when it is whole, so
/// that `data` is either all there or not at all.
record InstanceFolder(UUID instanceId, Path path) {

  private static final Logger LOGGER = Logger.getLogger(InstanceFolder.class);
  private static final String MAKING = "making-";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  boolean hasData() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /// Where data may be made; never the same twice, since an earlier attempt may still be writing.
  Path newMaking() {
    return path.resolve(MAKING + UUID.randomUUID());
  }

  /// What attempts that did not come to their end have left.
  List<Path> makings() {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.getFileName().toString().startsWith(MAKING)).toList();
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empty when there is none that can be read.
  Optional<Manifest> manifest() {
    try {
      return Optional.of(JSON.readValue(Files.readString(manifestFile()), Manifest.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JacksonException unreadable) {
      LOGGER.warnf("a manifest cannot be read, instance-id=%s", instanceId);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Manifest manifest) {
    try {
      DurableFiles.write(manifestFile(), JSON.writeValueAsString(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path manifestFile() {
    return path.resolve("instance.json");
  }
}
