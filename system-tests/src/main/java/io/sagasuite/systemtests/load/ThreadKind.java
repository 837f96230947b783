package io.sagasuite.systemtests.load;

import java.util.List;

/// What a thread of one of the suite's processes works for, told from its name, so that CPU time
/// can be put down to kinds of work without a profiler.
enum ThreadKind {
  EVENT_LOOP("HTTP, JSON, decisions, SQL client", "vert.x-eventloo"),
  KAFKA_CLIENT("Kafka clients", "kafka-producer-", "smallrye-kafka-", "kafka-coordinat"),
  EVENT_TAIL("event tail", "event-tail"),
  BROKER("broker", "data-plane-kafk"),
  DATABASE("database", "postgres"),
  COMPILER("JIT compiler", "C1 CompilerThre", "C2 CompilerThre"),
  MEMORY("garbage collector", "VM Thread", "GC Thread", "G1 "),
  OTHER("other");

  private final String label;
  private final List<String> prefixes;

  ThreadKind(String label, String... prefixes) {
    this.label = label;
    this.prefixes = List.of(prefixes);
  }

  String label() {
    return label;
  }

  /// @param name as the kernel has it: the first fifteen characters
  static ThreadKind of(String name) {
    for (ThreadKind kind : values()) {
      if (kind.prefixes.stream().anyMatch(name::startsWith)) {
        return kind;
      }
    }
    return OTHER;
  }
}
