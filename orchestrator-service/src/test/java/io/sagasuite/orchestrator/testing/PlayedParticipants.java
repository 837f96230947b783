package io.sagasuite.orchestrator.testing;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.saga.decision.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// All participants, played by a test over the real broker: what it answers is the test's to say,
/// and every command received is kept.
public final class PlayedParticipants implements AutoCloseable {

  private static final MessageCodec CODEC = new MessageCodec("/played");

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread = new Thread(this::run, "played-participants");
  private final List<CommandMessage> received = new CopyOnWriteArrayList<>();
  private volatile Function<CommandMessage, Optional<Outcome>> answers =
      PlayedParticipants::succeed;
  private volatile boolean running = true;

  public PlayedParticipants(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "played-" + UUID.randomUUID(),
                "auto.offset.reset",
                "latest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    List<String> topics =
        List.of(
            "inventory.commands", "payment.commands", "shipping.commands", "provisioning.commands");
    consumer.assign(
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.assignment().forEach(consumer::position);
    thread.start();
  }

  /// What is answered from now on; empty for no answer.
  public void answer(Function<CommandMessage, Optional<Outcome>> next) {
    answers = next;
  }

  /// The commands of one saga, in the order of their arrival.
  public List<CommandMessage> received(UUID sagaId) {
    return received.stream().filter(command -> command.sagaId().equals(sagaId)).toList();
  }

  /// Sends a reply that the test made up.
  public void reply(ReplyMessage reply) {
    WireMessage wire = CODEC.encode(reply, Instant.now());
    send(new ProducerRecord<>(Topics.REPLIES, wire.key(), wire.value()));
  }

  /// Sends anything at all.
  public void send(ProducerRecord<String, byte[]> record) {
    producer.send(record);
    producer.flush();
  }

  /// Every command succeeds.
  public static Optional<Outcome> succeed(CommandMessage command) {
    UUID id = UUID.nameUUIDFromBytes(command.idempotencyKey().getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        new Outcome.Succeeded(
            switch (command.command()) {
              case "ReserveStock" -> Map.of("reservationId", id.toString());
              case "TakePayment" -> Map.of("paymentId", id.toString());
              case "CreateLabel" ->
                  Map.of("shippingId", id.toString(), "trackingNumber", "T-" + id.hashCode());
              case "DeployInstance" -> Map.of("created", true);
              case "AwaitInstance" -> Map.of("phase", "Running");
              case "ResolveConnection" ->
                  Map.of(
                      "host",
                      "10.0.0.7",
                      "port",
                      5432,
                      "connectionString",
                      "postgresql://postgres@10.0.0.7:5432/postgres",
                      "externalIp",
                      "10.0.0.7");
              case "TestConnection" -> Map.of("postgresVersion", "PostgreSQL 18.1, 64-bit");
              case "ActivateInstance" -> Map.of("deploymentTimeSeconds", 3);
              case "ProbeInstance" -> Map.of("healthy", true, "responseTimeMs", 2);
              case "BeginDelete" -> Map.of("found", true);
              case "RemoveInstance" -> Map.of("removed", true);
              default -> Map.of();
            }));
  }

  private void run() {
    while (running) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        Header trace = record.headers().lastHeader(MessageHeaders.TRACEPARENT);
        CommandMessage command =
            MessageCodec.command(
                record.value(),
                trace == null ? null : new String(trace.value(), StandardCharsets.UTF_8));
        received.add(command);
        answers.apply(command).ifPresent(outcome -> reply(command, outcome));
      }
    }
  }

  private void reply(CommandMessage command, Outcome outcome) {
    ReplyMessage reply =
        new ReplyMessage(
            command.sagaId(),
            command.step(),
            command.direction(),
            command.attempt(),
            command.command(),
            outcome,
            command.traceparent());
    WireMessage wire = CODEC.encode(reply, Instant.now());
    producer.send(new ProducerRecord<>(Topics.REPLIES, wire.key(), wire.value()));
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
    consumer.close();
    producer.close();
  }
}
