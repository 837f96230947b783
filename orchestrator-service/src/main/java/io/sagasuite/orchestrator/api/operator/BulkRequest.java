package io.sagasuite.orchestrator.api.operator;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One action on many sagas.
///
/// @param filter which sagas; an empty one is refused, because it would mean all there are
/// @param action pause, resume, cancel, retry, skip or compensate
/// @param step for skip, and where wanted for retry
/// @param dryRun true = only tell what would happen
/// @param limit at most so many sagas in one call
/// @param cursor the nextCursor of the call before
public record BulkRequest(
    @Nullable Filter filter,
    @Nullable String action,
    @Nullable String reason,
    @Nullable String by,
    @Nullable String step,
    @Nullable Boolean dryRun,
    @Nullable Integer limit,
    @Nullable UUID cursor) {

  /// Which sagas: those that fit all that is said.
  ///
  /// @param status one status or several
  public record Filter(
      @Nullable String definition,
      @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> status,
      @Nullable String businessKey,
      @Nullable String createdAfter,
      @Nullable String createdBefore,
      @Nullable List<UUID> ids) {

    boolean isEmpty() {
      return definition == null
          && status == null
          && businessKey == null
          && createdAfter == null
          && createdBefore == null
          && ids == null;
    }
  }
}
