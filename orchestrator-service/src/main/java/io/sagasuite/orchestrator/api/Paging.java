package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest first.
///
/// @param limit how many a page holds at most
/// @param after the id of the last row of the page before; null for the first page
public record Paging(int limit, @Nullable UUID after) {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 500;

  /// A caller's wishes, or the usual.
  public static Paging of(@Nullable String limit, @Nullable String cursor) {
    return new Paging(limitOf(limit), cursorOf(cursor));
  }

  private static int limitOf(@Nullable String limit) {
    if (limit == null) {
      return LIMIT_DEFAULT;
    }
    int value = limit.matches("[0-9]{1,6}") ? Integer.parseInt(limit) : 0;
    if (value < 1 || value > LIMIT_MAX) {
      throw ProblemException.refused("limit", "must be a number from 1 to " + LIMIT_MAX);
    }
    return value;
  }

  private static @Nullable UUID cursorOf(@Nullable String cursor) {
    try {
      return cursor == null ? null : UUID.fromString(cursor);
    } catch (IllegalArgumentException e) {
      throw ProblemException.refused("cursor", "must be a nextCursor that was answered before");
    }
  }

  /// How many rows to read to know whether more follow.
  public int rows() {
    return limit + 1;
  }

  /// The rows of this page, of those read.
  public <R> List<R> shown(List<R> read) {
    return read.size() > limit ? read.subList(0, limit) : read;
  }

  /// What to ask for the next page with; null on the last.
  public <R> @Nullable String next(List<R> read, Function<R, UUID> id) {
    return read.size() > limit ? id.apply(read.get(limit - 1)).toString() : null;
  }
}
