package io.sagasuite.localstack.testing;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.postgres.InstanceServers;
import io.sagasuite.localstack.postgres.SuiteDatabases;
import io.sagasuite.localstack.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where this JVM's tests find their broker and their database server, as `host:port`. They are
/// noted in system properties, because several class loaders of one test run ask, each with statics
/// of its own. Servers named there or in the environment beforehand are used instead of new ones;
/// their suite databases are emptied.
///
/// @param folder what lasts as long as this JVM
record TestServers(String kafka, String postgres, Path folder) {

  private static final String KAFKA = "suite.test.kafka";
  private static final String POSTGRES = "suite.test.postgres";
  private static final String FOLDER = "suite.test.folder";
  private static final String INSTANCES = "instances";

  /// Starts what is not there yet.
  static TestServers ofThisJvm() {
    synchronized (System.getProperties()) {
      String known = System.getProperty(FOLDER);
      Path folder = known == null ? temporaryFolder() : Path.of(known);
      String postgres = named(POSTGRES).orElseGet(() -> startPostgres(folder));
      String kafka = named(KAFKA).orElseGet(() -> startKafka(folder));
      TestServers servers = new TestServers(kafka, postgres, folder);
      if (known == null) {
        SuiteTopics.create(kafka);
        new SuiteDatabases(servers.postgresHost(), servers.postgresPort())
            .recreate(SuiteDatabases.NAMES);
        System.setProperty(FOLDER, folder.toString());
      }
      System.setProperty(KAFKA, kafka);
      System.setProperty(POSTGRES, postgres);
      return servers;
    }
  }

  String postgresHost() {
    return postgres.substring(0, postgres.lastIndexOf(':'));
  }

  int postgresPort() {
    return Integer.parseInt(postgres.substring(postgres.lastIndexOf(':') + 1));
  }

  SuiteKeys keys() {
    return SuiteKeys.in(folder.resolve("keys"));
  }

  /// Where an application may keep instances.
  Path instances() {
    return folder.resolve(INSTANCES);
  }

  private static Optional<String> named(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replace('.', '_');
    return Optional.ofNullable(System.getProperty(property, System.getenv(variable)));
  }

  private static String startPostgres(Path folder) {
    var server =
        new EmbeddedPostgres(
            folder.resolve("postgres"),
            Ports.free(1).getFirst(),
            folder.resolve("postgres.log"),
            List.of());
    atExit(server::kill);
    server.start();
    server.awaitReady();
    return "127.0.0.1:" + server.port();
  }

  private static String startKafka(Path folder) {
    List<Integer> ports = Ports.free(2);
    var broker =
        new EmbeddedKafka(
            folder.resolve("kafka"), ports.get(0), ports.get(1), folder.resolve("kafka.log"));
    atExit(broker::kill);
    broker.start();
    return broker.awaitReady().bootstrapServers();
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("sagasuite-test");
      atExit(() -> {
        InstanceServers.endAll(folder.resolve(INSTANCES));
        delete(folder);
      });
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(action));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // Hooks run side by side: what a dying server still writes stays for the system to clean.
      return;
    }
  }
}
