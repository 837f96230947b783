package io.sagasuite.http.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.sagasuite.http.call.SensitiveText;
import io.sagasuite.messaging.contract.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// Calls, read.
@ApplicationScoped
public class CallReads {

  private static final int LISTED_MAX = 200;

  private final Calls calls;

  CallReads(Calls calls) {
    this.calls = calls;
  }

  /// The latest calls of a saga, newest first.
  @WithSession
  public Uni<List<CallView>> ofSaga(UUID sagaId) {
    return calls
        .find("sagaId", Sort.descending("createdAt", "callKey"), sagaId)
        .page(0, LISTED_MAX)
        .list()
        .map(rows -> rows.stream().map(CallReads::view).toList());
  }

  /// What could not be called is shown as far as it goes.
  private static CallView view(CallEntity row) {
    Map<String, Object> input = JsonText.map(row.input);
    return new CallView(
        row.sagaId,
        row.step,
        row.direction,
        row.attempt,
        String.valueOf(input.getOrDefault("method", "GET")).toUpperCase(Locale.ROOT),
        SensitiveText.masked(String.valueOf(input.getOrDefault("url", ""))),
        row.status,
        row.httpStatus,
        row.durationMs,
        row.createdAt,
        row.updatedAt);
  }

  /// Rows of calls.
  @ApplicationScoped
  static class Calls implements PanacheRepositoryBase<CallEntity, String> {}
}
