package io.sagasuite.systemtests.load;

import java.time.Duration;

/// How copies of sagas are named, and spread over the time before the real ones: their ids rise
/// with their times, as those of UUID version 7 do, and are the same in every database.
record CopySpread(String name, int copies) {

  private static final Duration SPAN = Duration.ofDays(30);

  private static final String SELECT =
      """
      SELECT n, '%1$s-' || n AS order_id, %2$d * interval '1 ms' - (n * %3$d / %4$d) * interval '1 ms' AS age,
             (lpad(to_hex(%5$d + n * %3$d / %4$d), 12, '0') || '7' || substr(md5('%1$s' || n), 1, 3)
               || 'a' || substr(md5('%1$s' || n), 4, 15))::uuid AS saga_id
        FROM generate_series(%6$d::bigint, %7$d::bigint) AS n\
      """;

  /// What the copies with these numbers have of their own.
  String select(RealSaga saga, int from, int to) {
    long spanMs = SPAN.toMillis();
    long beginMs = saga.createdAt().toEpochMilli() - spanMs;
    return SELECT.formatted(name, spanMs, spanMs, copies, beginMs, from, to);
  }
}
