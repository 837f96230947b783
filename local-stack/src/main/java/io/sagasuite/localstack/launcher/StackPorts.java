package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.Ports;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which port each process of one stack listens on, by the process's name.
record StackPorts(Map<String, Integer> byName) {

  static final String KAFKA = "kafka";
  static final String KAFKA_CONTROLLER = "kafka controller";
  static final String POSTGRES = "postgres";

  private static final int KAFKA_PORT = 19092;
  private static final int KAFKA_CONTROLLER_PORT = 19093;
  private static final int POSTGRES_PORT = 15432;
  private static final int SECOND_ORCHESTRATOR_PORT = 8090;
  private static final Map<String, Integer> SERVICE_PORTS =
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
          8085,
          EmbeddedZipkin.NAME,
          9411);

  /// The contract's ports, all moved by the offset.
  static StackPorts moved(int offset, List<String> services) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(KAFKA, KAFKA_PORT + offset);
    ports.put(KAFKA_CONTROLLER, KAFKA_CONTROLLER_PORT + offset);
    ports.put(POSTGRES, POSTGRES_PORT + offset);
    int next = SECOND_ORCHESTRATOR_PORT + offset;
    for (String service : services) {
      Integer ofContract = SERVICE_PORTS.get(service);
      ports.put(service, ofContract == null ? next++ : ofContract + offset);
    }
    return new StackPorts(ports);
  }

  /// Ports that nobody listens on at the moment.
  static StackPorts free(List<String> services) {
    List<String> names = new ArrayList<>(List.of(KAFKA, KAFKA_CONTROLLER, POSTGRES));
    names.addAll(services);
    Iterator<Integer> free = Ports.free(names.size()).iterator();
    Map<String, Integer> ports = new LinkedHashMap<>();
    names.forEach(name -> ports.put(name, free.next()));
    return new StackPorts(ports);
  }

  int of(String name) {
    Integer port = byName.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no port for " + name);
    }
    return port;
  }

  /// Refuses to start beside somebody else, before anything has started.
  void requireFree() {
    byName.forEach((name, port) -> {
      if (Ports.isOpen(port)) {
        throw new StackException(
            "port %d, for %s, is taken: choose other ports with --port-offset N, for example"
                    .formatted(port, name)
                + " --port-offset 100");
      }
    });
  }
}
