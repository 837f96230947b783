package io.sagasuite.localstack.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
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

/// The server's programs, unpacked once per version into the user's own cache from the archive on
/// the class path.
public final class PostgresBinaries {

  private PostgresBinaries() {}

  /// The folder that holds `bin`, `lib` and `share`.
  public static Path unpack() {
    try {
      URL archive = archive();
      Path home = cache().resolve(nameOf(archive));
      if (Files.exists(home.resolve("complete"))) {
        return home;
      }
      Files.createDirectories(cache());
      Path unpacked = Files.createTempDirectory(cache(), "unpacking");
      extract(archive, unpacked);
      Files.createFile(unpacked.resolve("complete"));
      return moveInPlace(unpacked, home);
    } catch (IOException e) {
      throw new UncheckedIOException("the PostgreSQL binaries cannot be unpacked", e);
    }
  }

  private static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "sagasuite");
  }

  /// The name of the jar that holds the archive; it has the version in it.
  private static String nameOf(URL archive) {
    String jar = archive.getPath().replaceFirst("\\.jar!/.*$", "");
    return jar.substring(jar.lastIndexOf('/') + 1);
  }

  /// Two builds may unpack at the same time: the first one to finish wins, whole.
  private static Path moveInPlace(Path unpacked, Path home) throws IOException {
    try {
      return Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException raced) {
      return Files.exists(home.resolve("complete")) ? home : unpacked;
    }
  }

  private static URL archive() throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String resource = "/postgres-" + system + "-" + processor + ".txz";
    @Nullable URL found = PostgresBinaries.class.getResource(resource);
    if (found == null) {
      throw new IOException("no PostgreSQL for this machine on the class path: " + resource);
    }
    return found;
  }

  private static void extract(URL archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZInputStream(new BufferedInputStream(archive.openStream())))) {
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
