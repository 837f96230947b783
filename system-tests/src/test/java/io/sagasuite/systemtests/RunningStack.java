package io.sagasuite.systemtests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stack that somebody else has started, such as one of containers: the contract's ports, all
/// moved by an offset. Named by `-Dsuite.running.portOffset=N`, it is tested in place of one of our
/// own.
record RunningStack(int portOffset) {

  private static final String PROPERTY = "suite.running.portOffset";
  private static final int KAFKA_PORT = 19092;
  private static final Map<String, Integer> PORTS =
      Map.of(
          "orchestrator",
          8080,
          "inventory",
          8081,
          "payment",
          8082,
          "shipping",
          8083,
          "provisioning",
          8084,
          "http",
          8085);

  static Optional<RunningStack> named() {
    return Optional.ofNullable(Integer.getInteger(PROPERTY)).map(RunningStack::new);
  }

  /// A second copy of a service is the first one here.
  String url(String service) {
    String name = service.replaceFirst("-\\d+$", "");
    return "http://127.0.0.1:" + (PORTS.get(name) + portOffset);
  }

  List<String> services() {
    return PORTS.keySet().stream().sorted().toList();
  }

  String bootstrapServers() {
    return "127.0.0.1:" + (KAFKA_PORT + portOffset);
  }
}
