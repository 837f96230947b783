package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Drawn ids against the partitions that a producer really chooses for them.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class HomePartitionsIT {

  private static final int PARTITIONS = 6;
  private static final String TOPIC = "home-" + UUID.randomUUID();

  private final HomePartitions home = new HomePartitions();

  private void assign(Integer... partitions) {
    try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
      Node node = new Node(1, "localhost", 1);
      consumer.updatePartitions(
          Topics.REPLIES,
          IntStream.range(0, PARTITIONS)
              .mapToObj(partition ->
                  new PartitionInfo(Topics.REPLIES, partition, node, new Node[0], new Node[0]))
              .toList());
      List<TopicPartition> assigned =
          Stream.of(partitions).map(one -> new TopicPartition(Topics.REPLIES, one)).toList();
      consumer.assign(assigned);
      home.onPartitionsAssigned(consumer, assigned);
    }
  }

  @BeforeAll
  static void createTopic() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(broker())) {
      admin.createTopics(Set.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
  }

  private static Map<String, Object> broker() {
    return Map.of(
        "bootstrap.servers",
        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
  }

  private List<Integer> partitionsOfReplies() {
    try (var producer =
        new KafkaProducer<>(broker(), new StringSerializer(), new StringSerializer())) {
      var sent =
          Stream.generate(home::newSagaId)
              .limit(200)
              .map(id -> producer.send(new ProducerRecord<>(TOPIC, id.toString(), "reply")))
              .toList();
      producer.flush();
      return sent.stream().map(one -> one.resultNow().partition()).toList();
    }
  }

  @Test
  void repliesToNewSagasComeToThePartitionsThatAreConsumedHere() {
    assign(1, 4);
    assertThat(partitionsOfReplies()).containsOnly(1, 4).contains(1, 4);

    assign(3);
    assertThat(partitionsOfReplies()).containsOnly(3);
  }

  @Test
  void anyIdWillDoWhereNothingOrEverythingIsConsumed() {
    assertThat(partitionsOfReplies()).contains(0, 1, 2, 3, 4, 5);

    assign();
    assertThat(partitionsOfReplies()).contains(0, 1, 2, 3, 4, 5);

    assign(0, 1, 2, 3, 4, 5);
    assertThat(partitionsOfReplies()).contains(0, 1, 2, 3, 4, 5);
  }
}
