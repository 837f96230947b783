package io.sagasuite.messaging.testing.violating;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Assertions;

/// Breaks every rule on purpose.
public final class Culprit {

  final Object now = Instant.now();
  final Object id = UUID.randomUUID();
  final Object sql = Tuple.tuple();
  final Object kafka = new TopicPartition("t", 0);

  void dependsOnWhatNoServiceDoes() {
    Assertions.assertNotNull(id);
  }
}
