package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what every process of a stack, its children included, has used, what this JVM, the load
/// generator, has, and what the services and the database have counted.
record StackMeter(LocalStack stack) {

  private static final String LOAD = "load";

  StackUsage read() {
    Map<String, Double> cpu = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    Map<SuiteThread, Double> threads = new LinkedHashMap<>();
    processes()
        .forEach((name, process) -> {
          cpu.put(name, process.cpuSeconds());
          memory.put(name, process.residentMb());
          threads.putAll(process.cpuSecondsByThread());
        });
    return new StackUsage(cpu, memory, threads, StackCounters.read(stack));
  }

  private Map<String, ProcessFiles> processes() {
    Map<String, ProcessFiles> processes = new LinkedHashMap<>();
    stack.processes().forEach(one -> processes.put(one.name(), new ProcessFiles(one.pid())));
    processes.put(LOAD, new ProcessFiles(ProcessHandle.current().pid()));
    return processes;
  }
}
