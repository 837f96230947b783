package io.sagasuite.provisioning.api;

import io.sagasuite.messaging.rest.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The token that lets a caller see credentials. Its file is read each time, so that it can be
/// changed; without one, nobody is let in. How long a comparison takes tells nothing.
@Singleton
class BearerToken {

  private static final Logger LOGGER = Logger.getLogger(BearerToken.class);
  private static final String SCHEME = "bearer ";

  private final Optional<String> file;

  BearerToken(@ConfigProperty(name = "suite.credentials.token-file") Optional<String> file) {
    this.file = file.filter(name -> !name.isBlank());
  }

  /// Passes who bears it.
  void check(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw ProblemException.of(401, "credentials need a bearer token");
    }
    String given = authorization.substring(SCHEME.length()).strip();
    Optional<String> expected = expected();
    boolean equal = MessageDigest.isEqual(digest(given), digest(expected.orElse("")));
    if (!equal || expected.isEmpty()) {
      throw ProblemException.of(403, "this token does not open credentials");
    }
  }

  private Optional<String> expected() {
    return file.map(BearerToken::read).filter(token -> !token.isEmpty());
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      LOGGER.warnf("the credentials' token cannot be read: %s", e.getClass().getSimpleName());
      return "";
    }
  }

  /// Of equal length, whatever was given.
  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
