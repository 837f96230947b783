package io.sagasuite.saga.definition;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a definition may refer to outside of itself.
///
/// @param participants services that take commands; null = any name is taken to be one
/// @param definitions saga types that can be run as a child; null = any name is taken to be one
/// @param topics that events can be published on; null = any name is taken to be one
public record Known(
    @Nullable Set<String> participants,
    @Nullable Set<String> definitions,
    @Nullable Set<String> topics) {

  /// Takes every name on trust, such as for a document that was checked when it was stored.
  public static final Known ANYTHING = new Known(null, null, null);
}
