package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/// Draws the ids of new sagas so that the replies to them come back to this orchestrator: it still
/// knows the saga then, its callers wait here, and what was started together is handled together.
/// It is a preference and no promise; after a rebalance any orchestrator carries any saga on.
@ApplicationScoped
@Default
@Identifier("saga-replies")
public class HomePartitions implements KafkaConsumerRebalanceListener {

  /// Enough for one of so many orchestrators to find an id of its own almost always.
  private static final int DRAWS_MAX = 64;

  /// The partitions of replies that are consumed here, of how many.
  private record Home(BitSet here, int of) {

    boolean has(UUID sagaId) {
      byte[] key = sagaId.toString().getBytes(StandardCharsets.US_ASCII);
      return here.get(BuiltInPartitioner.partitionForKey(key, of));
    }
  }

  private volatile Home home = new Home(new BitSet(), 0);

  /// An id for a new saga.
  public UUID newSagaId() {
    Home now = home;
    UUID id = SagaIds.next();
    if (now.here().isEmpty() || now.here().cardinality() == now.of()) {
      return id;
    }
    for (int draw = 1; draw < DRAWS_MAX && !now.has(id); draw++) {
      id = SagaIds.next();
    }
    return id;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    BitSet here = new BitSet();
    consumer.assignment().forEach(assigned -> here.set(assigned.partition()));
    home = new Home(here, consumer.partitionsFor(Topics.REPLIES).size());
  }
}
