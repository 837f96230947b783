package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import io.sagasuite.messaging.rest.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks at all of a request before it is refused, so that a caller learns of everything at once.
public final class Checks {

  private final List<FieldViolation> violations = new ArrayList<>();

  /// Notes what is wrong with a field.
  public void refuse(String field, String message) {
    violations.add(new FieldViolation(field, message));
  }

  /// Reads a value; what is wrong with it is noted.
  public <T extends @Nullable Object> @Nullable T read(Supplier<T> value) {
    try {
      return value.get();
    } catch (ProblemException e) {
      List<FieldViolation> found = e.problem().violations();
      if (found == null) {
        throw e;
      }
      violations.addAll(found);
      return null;
    }
  }

  /// Text for people and logs: not blank, bounded, and without control characters.
  public void text(String field, @Nullable String value, int charactersMax) {
    if (value == null) {
      return;
    }
    if (value.isBlank()) {
      refuse(field, "must not be blank");
    } else if (value.length() > charactersMax) {
      refuse(field, "must be at most " + charactersMax + " characters");
    } else if (!value.codePoints().allMatch(Checks::isPlain)) {
      refuse(field, "must not contain control characters");
    }
  }

  /// As [#text], of a field that must be there.
  public void requiredText(String field, @Nullable String value, int charactersMax) {
    if (value == null) {
      refuse(field, "is required");
    }
    text(field, value, charactersMax);
  }

  private static boolean isPlain(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE;
  }

  /// Ends the request with a problem of this status if anything is wrong.
  public void throwIfAny(int status) {
    if (!violations.isEmpty()) {
      throw ProblemException.refused(status, violations);
    }
  }
}
