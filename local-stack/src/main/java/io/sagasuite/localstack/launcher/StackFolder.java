package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.postgres.InstanceServers;
import io.sagasuite.localstack.process.PidFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where a stack keeps its data, logs and pid files, and how they are emptied.
final class StackFolder {

  private StackFolder() {}

  /// `.suite` of the checkout; a folder of its own under it for a stack on other ports.
  static Path of(Path home, int portOffset) {
    Path root = home.resolve(".suite");
    return portOffset == 0 ? root : root.resolve("offset-" + portOffset);
  }

  /// Where instances that are local processes keep their data.
  static Path instances(Path dataDir) {
    return dataDir.resolve("data/instances");
  }

  /// The stack's keys; they outlive its data.
  static Path keys(Path dataDir) {
    return dataDir.resolve("keys");
  }

  /// Removes data and logs, not what other stacks keep beside them.
  static void empty(Path dataDir) {
    for (String folder : List.of("data", "logs")) {
      delete(dataDir.resolve(folder));
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends what a launcher that was killed could not end, wherever the kernel has not done so.
  static void endLeftovers(Path dataDir) {
    try (Stream<Path> files = Files.exists(dataDir) ? Files.walk(dataDir, 4) : Stream.empty()) {
      files
          .filter(file -> file.toString().endsWith(".pid"))
          .filter(file -> !file.endsWith(StackRecord.LAUNCHER_PID))
          .filter(file -> belongsTo(dataDir, file))
          .toList()
          .forEach(PidFile::endLeftover);
      InstanceServers.endAll(instances(dataDir));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean belongsTo(Path dataDir, Path file) {
    String first = dataDir.relativize(file).getName(0).toString();
    return first.equals("run") || first.equals("data");
  }
}
