package io.sagasuite.orchestrator.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller prefers (RFC 7240). Preferences that are not understood are ignored, as it
/// demands.
public final class Preference {

  private static final long WAIT_SECONDS_MAX = 60;
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?", Pattern.CASE_INSENSITIVE);

  private Preference() {}

  /// How long the caller would rather wait than ask again; zero when it did not say.
  public static Duration waitOf(@Nullable String prefer) {
    if (prefer == null) {
      return Duration.ZERO;
    }
    Matcher wait = WAIT.matcher(prefer);
    return wait.find()
        ? Duration.ofSeconds(Math.min(Long.parseLong(wait.group(1)), WAIT_SECONDS_MAX))
        : Duration.ZERO;
  }
}
