package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.postgres.SuiteDatabases;
import io.sagasuite.localstack.process.JavaProgram;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a stack consists of and where it lives. `services` are process names; what follows a dash
/// numbers the copies of one service.
///
/// @param kubeconfig of the cluster that instances run in; without one they are local processes
/// @param tracing null without a tracing UI
/// @param rehearsal whether its programs run only to make the caches of later starts
record StackOptions(
    Path home,
    Path dataDir,
    StackPorts ports,
    List<String> services,
    boolean restartDead,
    Map<String, List<String>> javaOptions,
    @Nullable Path kubeconfig,
    @Nullable Tracing tracing,
    Consumer<String> log,
    boolean rehearsal) {

  static final String ORCHESTRATOR = "orchestrator";
  static final String PROVISIONING = "provisioning";

  Path logFile(String process) {
    return dataDir.resolve("logs").resolve(process + ".log");
  }

  Path pids() {
    return dataDir.resolve("run");
  }

  /// Where instances that are local processes keep their data.
  Path instances() {
    return StackFolder.instances(dataDir);
  }

  /// The tracing UI, which only runs in a stack with tracing.
  EmbeddedZipkin zipkin() {
    return new EmbeddedZipkin(ports.of(EmbeddedZipkin.NAME), logFile(EmbeddedZipkin.NAME), pids());
  }

  EmbeddedKafka kafka() {
    return new EmbeddedKafka(
        asStarted(kafkaProgram()),
        dataDir.resolve("data/kafka"),
        ports.of(StackPorts.KAFKA),
        ports.of(StackPorts.KAFKA_CONTROLLER),
        logFile("kafka"));
  }

  EmbeddedPostgres postgres() {
    return new EmbeddedPostgres(
        dataDir.resolve("data/postgres"),
        ports.of(StackPorts.POSTGRES),
        logFile("postgres"),
        SuiteDatabases.NAMES);
  }

  BuiltProgram kafkaProgram() {
    return BuiltProgram.kafka(home);
  }

  BuiltProgram zipkinProgram() {
    return BuiltProgram.zipkin(home);
  }

  /// All that run in this stack; refuses what is not built.
  List<BuiltProgram> programs() {
    List<BuiltProgram> programs = new ArrayList<>();
    programs.add(kafkaProgram());
    services.forEach(service -> programs.add(new ServiceLaunch(service, this).program()));
    if (tracing != null) {
      programs.add(zipkinProgram());
    }
    return programs;
  }

  /// With the cache that the program has; in a rehearsal, one without is to leave one.
  JavaProgram asStarted(BuiltProgram program) {
    return rehearsal && !program.cache().isCurrent() ? program.makingCache() : program.withCache();
  }

  /// A stack beside this one, on ports and with data of its own, that meets nobody's messages.
  StackOptions forRehearsal() {
    return new StackOptions(
        home,
        dataDir.resolve("rehearsal"),
        StackPorts.free(listening(services, tracing)),
        services,
        false,
        javaOptions,
        null,
        tracing,
        line -> {},
        true);
  }

  static List<String> listening(List<String> services, @Nullable Tracing tracing) {
    return tracing == null
        ? services
        : Stream.concat(services.stream(), Stream.of(EmbeddedZipkin.NAME)).toList();
  }

  /// Made when they are first asked for.
  SuiteKeys keys() {
    try {
      return SuiteKeys.in(StackFolder.keys(dataDir));
    } catch (IllegalStateException unusable) {
      throw new StackException(String.valueOf(unusable.getMessage()));
    }
  }
}
