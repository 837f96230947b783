package io.sagasuite.orchestrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts that must not change unnoticed.
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  /// Compares with the accepted text, or accepts it when told to.
  public static void check(String name, String actual) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.accept")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, actual + "\n");
      }
      assertThat(actual + "\n")
          .as("%s differs; to accept it run the test with -Dgolden.accept=true", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
