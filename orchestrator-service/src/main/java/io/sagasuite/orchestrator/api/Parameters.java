package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.saga.decision.SagaStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Query and path parameters as values, or a problem that names them.
public final class Parameters {

  /// Longest text that can be looked for.
  public static final int TEXT_MAX = 256;

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private Parameters() {}

  /// Text that can be looked for.
  public static @Nullable String text(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > TEXT_MAX || value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.refused(
          name, "must be at most " + TEXT_MAX + " characters and none of control");
    }
    return value;
  }

  /// A caller's idempotency key, or null.
  public static @Nullable String idempotencyKey(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw ProblemException.refused(
          "Idempotency-Key", "must be 1 to 128 visible ASCII characters");
    }
    return key;
  }

  /// A moment.
  public static @Nullable Instant time(String name, @Nullable String value) {
    try {
      return value == null || value.isEmpty() ? null : Instant.parse(value);
    } catch (DateTimeException e) {
      throw ProblemException.refused(name, "must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  /// Yes or no; absent means no.
  public static boolean flag(String name, @Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw ProblemException.refused(name, "must be true or false");
    }
    return "true".equals(value);
  }

  /// Saga statuses, separated by commas; none for all.
  public static Set<String> statuses(@Nullable String value) {
    return statuses("status", value);
  }

  /// Saga statuses of a field, separated by commas; none for all.
  public static Set<String> statuses(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return Set.of();
    }
    Set<String> known =
        Arrays.stream(SagaStatus.values()).map(SagaStatus::wire).collect(Collectors.toSet());
    Set<String> asked = Set.copyOf(Arrays.asList(value.split(",", -1)));
    if (!known.containsAll(asked)) {
      throw ProblemException.refused(
          name, "must be of " + String.join(", ", known.stream().sorted().toList()));
    }
    return asked;
  }

  /// A saga's id; what is no id is the id of no saga.
  public static UUID sagaId(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw noSaga(value);
    }
  }

  /// There is no such saga.
  public static ProblemException noSaga(Object sagaId) {
    return ProblemException.of(404, "there is no saga '" + sagaId + "'");
  }
}
