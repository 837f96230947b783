package io.sagasuite.systemtests.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The example in JavaScript, copied to where its libraries can be fetched to.
final class NodeExample {

  private static final long FETCH_SECONDS_MAX = 300;

  private NodeExample() {}

  /// The folder that the example runs in. Where there is no Node.js the test is skipped.
  static synchronized Path folder() throws IOException, InterruptedException {
    assumeTrue(works(Path.of("."), "node", "--version"), "node is not on this machine");
    assumeTrue(works(Path.of("."), "npm", "--version"), "npm is not on this machine");
    Path folder = SuiteHome.find().resolve("system-tests/target/node-participant");
    copyTo(folder);
    if (!Files.isDirectory(folder.resolve("node_modules/kafkajs"))) {
      boolean fetched = works(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      assumeTrue(fetched, "npm ci cannot fetch the example's libraries");
    }
    return folder;
  }

  static Subject subject(Path folder, String script) {
    return new Subject(
        "loyalty",
        "loyalty.commands",
        folder,
        "node " + script,
        "AwardPoints",
        "RevokePoints",
        "{\"customerId\": \"c-42\", \"points\": 100}",
        "{\"customerId\": \"c-42\", \"points\": -1}");
  }

  private static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path example = SuiteHome.find().resolve("docs/examples/node-participant");
    try (Stream<Path> files = Files.list(example)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean works(Path folder, String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(FETCH_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
