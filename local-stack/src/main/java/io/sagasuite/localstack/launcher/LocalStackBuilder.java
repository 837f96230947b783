package io.sagasuite.localstack.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Describes a stack. Without further words it is the contract's: one of each service on the
/// contract's ports, under `.suite` of the checkout.
public final class LocalStackBuilder {

  private static final List<String> PARTICIPANTS =
      List.of("inventory", "payment", "shipping", StackOptions.PROVISIONING, "http");

  private @Nullable Path dataDir;
  private int portOffset;
  private boolean freePorts;
  private int orchestrators = 1;
  private boolean restartDead;
  private @Nullable Path kubeconfig;
  private @Nullable Tracing tracing;
  private List<String> participants = PARTICIPANTS;
  private final Map<String, List<String>> javaOptions = new HashMap<>();
  private Consumer<String> log = line -> {};

  LocalStackBuilder() {}

  public LocalStackBuilder dataDir(Path folder) {
    dataDir = folder.toAbsolutePath();
    return this;
  }

  public LocalStackBuilder portOffset(int offset) {
    portOffset = offset;
    return this;
  }

  /// Any ports that are free, instead of the contract's.
  public LocalStackBuilder freePorts() {
    freePorts = true;
    return this;
  }

  /// How many run side by side: `orchestrator`, `orchestrator-2` and so on.
  public LocalStackBuilder orchestrators(int count) {
    orchestrators = count;
    return this;
  }

  /// Which domain services run; all of them unless said otherwise.
  public LocalStackBuilder participants(List<String> names) {
    participants = List.copyOf(names);
    return this;
  }

  /// Whether a process that dies is started again.
  public LocalStackBuilder restartDead(boolean restart) {
    restartDead = restart;
    return this;
  }

  /// The cluster that instances run in; without one they are processes of this machine.
  public LocalStackBuilder kubeconfig(@Nullable Path file) {
    kubeconfig = file == null ? null : file.toAbsolutePath();
    return this;
  }

  /// Adds a tracing UI, in which this part of all traces is kept, from 0 to 1.
  public LocalStackBuilder tracing(double ratio) {
    tracing = new Tracing(ratio);
    return this;
  }

  /// Further options of one service's JVM.
  public LocalStackBuilder javaOptions(String service, List<String> options) {
    javaOptions.put(service, List.copyOf(options));
    return this;
  }

  /// Who is told, in one line each, what the stack does.
  public LocalStackBuilder log(Consumer<String> listener) {
    log = listener;
    return this;
  }

  public LocalStack build() {
    Path home = SuiteHome.find();
    List<String> services = services();
    List<String> listening = StackOptions.listening(services, tracing);
    StackPorts ports =
        freePorts ? StackPorts.free(listening) : StackPorts.moved(portOffset, listening);
    Path folder = dataDir == null ? StackFolder.of(home, portOffset) : dataDir;
    return new LocalStack(
        new StackOptions(
            home,
            folder,
            ports,
            services,
            restartDead,
            Map.copyOf(javaOptions),
            kubeconfig,
            tracing,
            log,
            false));
  }

  private List<String> services() {
    List<String> services = new ArrayList<>();
    for (int i = 1; i <= orchestrators; i++) {
      services.add(i == 1 ? StackOptions.ORCHESTRATOR : StackOptions.ORCHESTRATOR + "-" + i);
    }
    services.addAll(participants);
    return services;
  }
}
