package io.sagasuite.localstack.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/// What a broker needs on disk before its first start: its properties and a formatted log
/// directory.
record BrokerFiles(Path dataDir, int port, int controllerPort) {

  /// Writes the properties anew (ports may have changed) and formats the storage once.
  Path prepare() {
    try {
      Path logs = Files.createDirectories(dataDir.resolve("logs"));
      Path properties = dataDir.resolve("server.properties");
      Files.writeString(properties, properties(logs));
      if (!Files.exists(logs.resolve("meta.properties"))) {
        format(properties);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void format(Path properties) {
    var output = new ByteArrayOutputStream();
    String[] arguments = {
      "format",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      properties.toString(),
      "--ignore-formatted"
    };
    int status =
        StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IllegalStateException(
          "kafka storage cannot be formatted: " + output.toString(StandardCharsets.UTF_8));
    }
  }

  /// A broker that was killed may register again only when its last session has run out, so that
  /// session is short; the dedupe buffer must fit into a small heap.
  private String properties(Path logs) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    auto.create.topics.enable=false
    num.partitions=6
    num.network.threads=2
    num.io.threads=4
    log.cleaner.dedupe.buffer.size=16777216
    offsets.topic.replication.factor=1
    message.max.bytes=8388608
    replica.fetch.max.bytes=8388608
    offsets.topic.num.partitions=6
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=3
    group.initial.rebalance.delay.ms=0
    group.min.session.timeout.ms=1000
    broker.heartbeat.interval.ms=300
    broker.session.timeout.ms=1500
    """
        .formatted(port, controllerPort, logs.toString().replace("\\", "/"));
  }
}
