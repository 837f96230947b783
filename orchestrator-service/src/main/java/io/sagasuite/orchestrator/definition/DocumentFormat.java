package io.sagasuite.orchestrator.definition;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a document is written.
public enum DocumentFormat {
  YAML(Set.of("application/yaml", "application/x-yaml", "text/yaml")),
  JSON(Set.of("application/json"));

  private final Set<String> mediaTypes;

  DocumentFormat(Set<String> mediaTypes) {
    this.mediaTypes = mediaTypes;
  }

  /// The format of a media type, whose parameters do not matter; null for any other.
  public static @Nullable DocumentFormat of(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0];
    for (DocumentFormat format : values()) {
      if (format.mediaTypes.contains(type.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    return null;
  }
}
