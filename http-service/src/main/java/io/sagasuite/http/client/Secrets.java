package io.sagasuite.http.client;

import io.sagasuite.http.call.RefusedCallException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The secrets that calls may use, read anew for each call, so that one may be replaced while the
/// service runs. A file in the secrets' directory wins over a property.
@Singleton
public final class Secrets {

  private static final String PROPERTIES = "suite.http.secrets.";

  private final Config config;
  private final Optional<Path> directory;

  Secrets(
      Config config, @ConfigProperty(name = "suite.http.secrets-dir") Optional<String> directory) {
    this.config = config;
    this.directory = directory.map(Path::of);
  }

  /// The values of these secrets; fails with the name of one that is not there. It blocks.
  public Map<String, String> named(Set<String> names) {
    Map<String, String> secrets = new HashMap<>();
    for (String name : names) {
      String value =
          inFile(name)
              .or(() -> config.getOptionalValue(PROPERTIES + name, String.class))
              .filter(text -> !text.isEmpty())
              .orElseThrow(() ->
                  new RefusedCallException("unknown_secret", "there is no secret '" + name + "'"));
      secrets.put(name, value);
    }
    return secrets;
  }

  private Optional<String> inFile(String name) {
    return directory
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .map(Secrets::text);
  }

  /// Editors end files with a line break that is no part of the secret.
  private static String text(Path file) {
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      throw new RefusedCallException(
          "unknown_secret", "the secret '" + file.getFileName() + "' cannot be read");
    }
  }
}
