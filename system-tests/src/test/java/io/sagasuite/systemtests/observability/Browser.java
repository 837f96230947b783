package io.sagasuite.systemtests.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A Chromium of this machine, without a window, with profiles that nobody has used before.
///
/// @param profiles a folder for them
record Browser(Path program, Path profiles) {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long PATIENCE_SECONDS = 60;

  /// On a busy machine a Chromium with a virtual clock may wait for ever for a frame.
  private static final int ATTEMPTS = 3;

  static Optional<Path> find() {
    return Program.find(NAMES);
  }

  /// Loads a page, lets its scripts and requests come to rest, and photographs it.
  ///
  /// @return the document as the scripts have left it
  String photograph(String url, Path picture) throws IOException, InterruptedException {
    Path document = picture.resolveSibling(picture.getFileName() + ".html");
    Path log = picture.resolveSibling(picture.getFileName() + ".log");
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Process process =
          command(url, picture, profiles.resolve("profile-" + attempt))
              .redirectOutput(document.toFile())
              .redirectError(log.toFile())
              .start();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Files.readString(document);
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    throw new IOException("the browser does not end, see " + log);
  }

  private ProcessBuilder command(String url, Path picture, Path profile) {
    return new ProcessBuilder(
        program.toString(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile,
        "--window-size=1560,2500",
        "--virtual-time-budget=20000",
        "--screenshot=" + picture,
        "--dump-dom",
        url);
  }
}
