package io.sagasuite.provisioning.localprocess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a server notes in its data folder while it runs, and leaves there when it is killed.
///
/// Source: PostgreSQL, `src/include/utils/pidfile.h`.
///
/// @param status `starting`, `ready`, `standby` or `stopping`
record PostmasterFile(long pid, Instant startedAt, String status) {

  private static final int LINE_OF_START = 2;
  private static final int LINE_OF_STATUS = 7;

  static Path of(Path data) {
    return data.resolve("postmaster.pid");
  }

  /// Empty when there is none, or none that is whole.
  static Optional<PostmasterFile> read(Path data) {
    try {
      List<String> lines = Files.readAllLines(of(data));
      if (lines.size() <= LINE_OF_START) {
        return Optional.empty();
      }
      Instant startedAt = Instant.ofEpochSecond(Long.parseLong(lines.get(LINE_OF_START).strip()));
      String status =
          lines.size() > LINE_OF_STATUS ? lines.get(LINE_OF_STATUS).strip() : "starting";
      return Optional.of(
          new PostmasterFile(Long.parseLong(lines.getFirst().strip()), startedAt, status));
    } catch (NoSuchFileException | NumberFormatException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
