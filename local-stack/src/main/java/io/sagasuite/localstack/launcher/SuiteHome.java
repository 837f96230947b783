package io.sagasuite.localstack.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The checkout that the processes run from: named by the system property, or found upwards from
/// the working directory.
public final class SuiteHome {

  private static final String PROPERTY = "suite.home";

  private SuiteHome() {}

  public static Path find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return Path.of(named).toAbsolutePath();
    }
    for (@Nullable Path folder = Path.of("").toAbsolutePath();
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder.resolve("suite")) && Files.exists(folder.resolve("local-stack"))) {
        return folder;
      }
    }
    throw new StackException("not inside a checkout of the suite; name it with -Dsuite.home=DIR");
  }
}
