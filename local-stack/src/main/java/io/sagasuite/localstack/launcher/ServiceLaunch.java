package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.HttpHealth;
import io.sagasuite.localstack.process.JavaProgram;
import java.util.List;

/// How one service becomes a process: its packaged application, its environment and its JVM
/// options.
record ServiceLaunch(String name, StackOptions options) {

  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx256m", "-XX:TrimNativeHeapInterval=5000");

  /// The young generation does not grow before the old one is full: what batches hold has to fit
  /// into a tenth of it, or they fill the old one with what is garbage a moment later. The heap
  /// begins with 32 MB more, as the old generation takes in what an ahead-of-time cache holds.
  private static final List<String> HEAP = List.of("-Xms48m", "-Xmn16m");

  /// Every order passes it four times, and a participant once.
  private static final List<String> HEAP_OF_ORCHESTRATOR = List.of("-Xms80m", "-Xmn48m");

  ChildProcess start() {
    JavaProgram program =
        options
            .asStarted(program())
            .with(JVM_OPTIONS)
            .with(service().equals("orchestrator") ? HEAP_OF_ORCHESTRATOR : HEAP)
            .with(options.javaOptions().getOrDefault(service(), List.of()));
    return ChildProcess.start(
        ChildSpec.jvm(
            name,
            program.command(List.of()),
            new ServiceEnvironment(options).of(name, service()),
            options.logFile(name),
            options.pids()));
  }

  /// Refuses a service that is not built.
  BuiltProgram program() {
    return BuiltProgram.service(options.home(), service());
  }

  String url() {
    return "http://localhost:" + options.ports().of(name);
  }

  /// What the service says of itself.
  boolean isReady() {
    return isReady(url());
  }

  static boolean isReady(String url) {
    return HttpHealth.isGood(url + "/q/health/ready");
  }

  private String service() {
    int copy = name.indexOf('-');
    return copy < 0 ? name : name.substring(0, copy);
  }
}
