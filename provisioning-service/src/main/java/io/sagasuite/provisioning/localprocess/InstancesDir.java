package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.InstanceRecords;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that all instances live in, with a mark that says so. While a disk is not mounted an
/// empty folder stands in its place: without the mark, and with instances on record, it is not
/// taken for a folder whose instances are gone, and nothing is made in it.
record InstancesDir(Optional<Path> configured, InstanceRecords records) {

  static final String MARK = "instances-live-here";
  static final String AWAY = "instances_dir_away";

  private static final String PROPERTY = "suite.local.instances-dir";

  /// The folders, whether or not they are those that they should be.
  InstanceFolders folders() {
    return new InstanceFolders(configured.orElse(Path.of("")).toAbsolutePath().normalize());
  }

  /// The folders, which are the right ones.
  InstanceFolders present() {
    if (configured.isEmpty()) {
      throw ProvisioningException.failed("not_configured", PROPERTY + " is not set");
    }
    InstanceFolders folders = folders();
    if (!Files.exists(folders.root().resolve(MARK))) {
      mark(folders);
    }
    return folders;
  }

  /// Fails when instances cannot be kept there.
  void check() {
    Path root = present().root();
    // What starts a server hands the path to a shell, and a server notes it on a line of its own.
    if (root.toString().chars().anyMatch(c -> "\"$`\\\n\r".indexOf(c) >= 0)) {
      throw unusable("has a character in its name that PostgreSQL's programs do not take");
    }
    if (!Files.isWritable(root)) {
      throw unusable("cannot be written to");
    }
  }

  static ProvisioningException unusable(String reason) {
    return ProvisioningException.failed("instances_dir_unusable", PROPERTY + " " + reason);
  }

  /// One that holds instances needs no further proof, so a mark that a crash takes back comes
  /// again.
  private void mark(InstanceFolders folders) {
    if (folders.all().isEmpty() && records.areThere()) {
      throw ProvisioningException.failed(
          AWAY,
          PROPERTY
              + " is not the folder that the instances on record were made in, or its disk is away:"
              + " there is no file "
              + folders.root().resolve(MARK));
    }
    try {
      DurableFiles.privateFolder(folders.root());
      Files.write(folders.root().resolve(MARK), new byte[0]);
    } catch (IOException e) {
      throw unusable("cannot be made: " + e.getMessage());
    }
  }
}
