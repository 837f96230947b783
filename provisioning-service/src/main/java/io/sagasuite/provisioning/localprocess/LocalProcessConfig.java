package io.sagasuite.provisioning.localprocess;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where this kind of instances finds its programs and keeps its data.
@ConfigMapping(prefix = "suite.local")
interface LocalProcessConfig {

  /// The folder with PostgreSQL's `bin`, `lib` and `share`.
  Optional<Path> postgresHome();

  /// One folder per instance is made in it.
  Optional<Path> instancesDir();
}
