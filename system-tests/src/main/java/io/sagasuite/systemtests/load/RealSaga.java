package io.sagasuite.systemtests.load;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A saga that has run, to be copied.
///
/// @param order its order, if it is one's
/// @param effectIds of what participants did for it
record RealSaga(String sagaId, Optional<Order> order, Instant createdAt, List<String> effectIds) {

  /// The customer of a copy.
  static final String CUSTOMER = "'c-' || copy.n % 1000";

  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /// What is the order's own in the texts of its saga.
  record Order(String orderId, String customerId) {}

  static RealSaga of(String sagaId, Optional<Order> order, Instant createdAt, String state) {
    List<String> others =
        UUIDS
            .matcher(state)
            .results()
            .map(MatchResult::group)
            .filter(id -> !id.equals(sagaId))
            .distinct()
            .toList();
    return new RealSaga(sagaId, order, createdAt, others);
  }

  /// The id of a copied effect: like a real one, it begins as its saga's does.
  ///
  /// @param id of the real effect, an expression
  static String copiedId(String id) {
    return "(left(replace(copy.saga_id::text, '-', ''), 12) || substr(md5(%s || copy.n), 13))::uuid"
        .formatted(id);
  }

  /// A text with everything that is this saga's own replaced by what is the copy's.
  String renamed(String text) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(sagaId, "copy.saga_id::text");
    effectIds.forEach(id -> names.put(id, copiedId("'" + id + "'") + "::text"));
    order.ifPresent(one -> {
      names.put(one.orderId(), "copy.order_id");
      names.put("\"" + one.customerId() + "\"", "'\"' || " + CUSTOMER + " || '\"'");
    });
    String renamed = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      renamed = "replace(%s, '%s', %s)".formatted(renamed, name.getKey(), name.getValue());
    }
    return renamed;
  }
}
