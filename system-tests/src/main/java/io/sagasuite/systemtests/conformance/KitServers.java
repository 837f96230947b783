package io.sagasuite.systemtests.conformance;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.Ports;
import io.sagasuite.messaging.contract.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// A broker and a database server for one participant, with the topics and the database it needs.
final class KitServers implements AutoCloseable {

  private static final int PARTITIONS = 6;

  /// How often a server may take all of its own time to start, on a machine that is busy.
  private static final int PATIENCE = 4;

  private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final String database;

  KitServers(Path folder, Subject subject) {
    List<Integer> ports = Ports.free(3);
    database = subject.name();
    Path kafkaLog = folder.resolve("kafka.log");
    Path postgresLog = folder.resolve("postgres.log");
    kafka = new EmbeddedKafka(folder.resolve("kafka"), ports.get(0), ports.get(1), kafkaLog);
    postgres =
        new EmbeddedPostgres(
            folder.resolve("postgres"), ports.get(2), postgresLog, List.of(database));
    try {
      kafka.start();
      postgres.start();
      awaitReady(kafka::awaitReady, kafka::isAlive);
      awaitReady(postgres::awaitReady, postgres::isAlive);
      createTopics(subject.topic());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /// What every copy of the participant finds in its environment.
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    String port = Integer.toString(postgres.port());
    String user = EmbeddedPostgres.USER;
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put(
        "DATABASE_URL", "postgres://" + user + ":" + user + "@127.0.0.1:" + port + "/" + database);
    environment.put("SUITE_DB_HOST", "127.0.0.1");
    environment.put("SUITE_DB_PORT", port);
    environment.put("SUITE_DB_USER", user);
    environment.put("SUITE_DB_PASSWORD", user);
    return environment;
  }

  /// Effects that a query on the participant's database lists.
  Effects effects(String query) {
    return new SqlEffects(postgres.jdbcUrl(database), EmbeddedPostgres.USER, query);
  }

  @Override
  public void close() {
    kafka.kill();
    postgres.close();
  }

  private static void awaitReady(Runnable await, BooleanSupplier isAlive) {
    for (int tries = 1; ; tries++) {
      try {
        await.run();
        return;
      } catch (IllegalStateException notYet) {
        if (tries == PATIENCE || !isAlive.getAsBoolean()) {
          throw notYet;
        }
      }
    }
  }

  private void createTopics(String topic) {
    List<String> own = List.of(topic, Topics.deadLettersOf(topic));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Set<String> present = admin.listTopics().names().get();
      admin
          .createTopics(
              own.stream()
                  .filter(name -> !present.contains(name))
                  .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                  .toList())
          .all()
          .get();
      awaitServed(admin, List.of(topic, Topics.deadLettersOf(topic), Topics.REPLIES));
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics cannot be created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A broker promises topics before it serves them; a participant that comes in between would be
  /// turned away, for nothing that it did.
  private static void awaitServed(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    if (!Await.until(() -> areKnown(admin, topics), TOPICS_DEADLINE)) {
      throw new IllegalStateException("kafka does not serve the topics " + topics);
    }
    Map<TopicPartition, OffsetSpec> ends =
        topics.stream()
            .flatMap(
                topic -> IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)))
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    admin.listOffsets(ends).all().get();
  }

  private static boolean areKnown(Admin admin, List<String> topics) {
    try {
      admin.describeTopics(topics).allTopicNames().get();
      return true;
    } catch (ExecutionException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
