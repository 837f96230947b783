package io.sagasuite.localstack.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The server's programs, unpacked once per version and user from the archive on the class path.
final class PostgresBinaries {

  private static final String VERSION = "18";

  private PostgresBinaries() {}

  /// The folder that holds `bin`, `lib` and `share`.
  static Path unpack() {
    Path home =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("sagasuite-postgres-" + VERSION + "-" + System.getProperty("user.name"));
    if (Files.exists(home.resolve("complete"))) {
      return home;
    }
    try {
      Path unpacked =
          Files.createTempDirectory(
              parentOf(home),
              "sagasuite-unpack",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      extract(archive(), unpacked);
      Files.createFile(unpacked.resolve("complete"));
      return moveInPlace(unpacked, home);
    } catch (IOException e) {
      throw new UncheckedIOException("the PostgreSQL binaries cannot be unpacked", e);
    }
  }

  /// Two builds may unpack at the same time: the first one to finish wins, whole.
  private static Path moveInPlace(Path unpacked, Path home) throws IOException {
    try {
      return Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException raced) {
      return Files.exists(home.resolve("complete")) ? home : unpacked;
    }
  }

  private static String archive() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "/postgres-" + system + "-" + processor + ".txz";
  }

  private static void extract(String resource, Path target) throws IOException {
    @Nullable InputStream found = PostgresBinaries.class.getResourceAsStream(resource);
    if (found == null) {
      throw new IOException("no PostgreSQL for this machine on the class path: " + resource);
    }
    try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(found)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(parentOf(file));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Path parentOf(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " has no folder");
    }
    return parent;
  }
}
