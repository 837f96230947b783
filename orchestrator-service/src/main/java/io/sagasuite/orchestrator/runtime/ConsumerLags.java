package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.saga.decision.SagaEffects;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Asks the broker how far the consumers of commands and replies are behind. A participant's group
/// has the participant's name; of one whose group has never committed anything nothing is known.
@ApplicationScoped
class ConsumerLags {

  private static final int TIMEOUT_MS = 5_000;

  private final Map<String, String> topicOfGroup;
  private final Map<String, ListConsumerGroupOffsetsSpec> groups;
  private final Admin admin;
  private Map<String, ConsumerLag> known = Map.of();

  ConsumerLags(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "suite.participants") Set<String> participants,
      @ConfigProperty(name = "mp.messaging.incoming.saga-replies.group.id") String repliesGroup,
      @ConfigProperty(name = "mp.messaging.incoming.child-sagas.group.id") String childrenGroup) {
    this.topicOfGroup =
        participants.stream()
            .collect(
                Collectors.toMap(
                    name -> name.equals(SagaEffects.ORCHESTRATOR) ? childrenGroup : name,
                    Topics::commandsOf));
    topicOfGroup.put(repliesGroup, Topics.REPLIES);
    this.groups =
        topicOfGroup.keySet().stream()
            .collect(Collectors.toMap(group -> group, all -> new ListConsumerGroupOffsetsSpec()));
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "consumer-lags");
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.admin = Admin.create(config);
  }

  void end(@Observes @Priority(1) ShutdownEvent event) {
    admin.close(Duration.ZERO);
  }

  /// How far each topic's consumer is behind now.
  Uni<Map<String, ConsumerLag>> look() {
    return uni(admin.listConsumerGroupOffsets(groups).all())
        .map(this::committed)
        .chain(committed ->
            uni(admin
                    .listOffsets(
                        committed.keySet().stream()
                            .collect(Collectors.toMap(one -> one, all -> OffsetSpec.latest())))
                    .all())
                .map(ends -> remember(committed, ends)));
  }

  private Map<TopicPartition, Long> committed(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    offsets.forEach((group, partitions) ->
        partitions.forEach((partition, offset) -> {
          if (offset != null && partition.topic().equals(topicOfGroup.get(group))) {
            committed.put(partition, offset.offset());
          }
        }));
    return committed;
  }

  private Map<String, ConsumerLag> remember(
      Map<TopicPartition, Long> committed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
    long now = System.nanoTime();
    Map<String, Long> handled = new HashMap<>();
    Map<String, Long> written = new HashMap<>();
    ends.forEach((partition, end) -> {
      handled.merge(partition.topic(), committed.getOrDefault(partition, 0L), Long::sum);
      written.merge(partition.topic(), end.offset(), Long::sum);
    });
    Map<String, ConsumerLag> lags = HashMap.newHashMap(written.size());
    written.forEach((topic, end) -> {
      long offset = handled.getOrDefault(topic, 0L);
      ConsumerLag before = known.get(topic);
      lags.put(
          topic,
          before == null ? ConsumerLag.first(offset, end, now) : before.next(offset, end, now));
    });
    known = lags;
    return lags;
  }

  private static <T> Uni<T> uni(KafkaFuture<T> answer) {
    return Uni.createFrom().completionStage(answer::toCompletionStage);
  }
}
