package io.sagasuite.http.call;

import io.sagasuite.saga.decision.Direction;
import java.util.Set;

/// Which status codes are a success.
///
/// @param codes exactly these; none given stands for 200 to 299 and, when undoing, for the answers
///   of a service that has nothing left to undo
public record Acceptance(Set<Integer> codes) {

  static final Acceptance USUAL = new Acceptance(Set.of());

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  boolean accepts(int status, Direction direction) {
    return codes.isEmpty()
        ? status / 100 == 2 || isUndone(status, direction)
        : codes.contains(status);
  }

  /// True when there was nothing to undo; then there is nothing to take out of the answer either.
  boolean isUndone(int status, Direction direction) {
    return codes.isEmpty()
        && direction == Direction.COMPENSATE
        && (status == NOT_FOUND || status == GONE);
  }
}
