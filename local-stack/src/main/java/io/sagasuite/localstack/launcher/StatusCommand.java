package io.sagasuite.localstack.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells what runs; the exit status is 0 when all of it is healthy.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells what runs: name, pid, url, health, log. Exit status 0: all is healthy.")
final class StatusCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StackLocation location = new StackLocation();

  @Option(names = "--json", description = "As a JSON array, for scripts.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<StackRecord.Entry> entries = location.record().read();
    if (json) {
      out.println(StackRecord.json(entries));
    } else if (entries.isEmpty()) {
      out.println("The suite is not running; start it with ./suite up" + location.asArgument());
    } else {
      new StackTable(out, location).print(entries);
    }
    boolean healthy = entries.stream().allMatch(entry -> entry.health().equals("healthy"));
    return healthy && !entries.isEmpty() ? 0 : 1;
  }
}
