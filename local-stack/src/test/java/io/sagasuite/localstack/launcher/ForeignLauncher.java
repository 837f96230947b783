package io.sagasuite.localstack.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A launcher in a JVM of its own, to be killed.
final class ForeignLauncher {

  static final String READY = "ready";

  private ForeignLauncher() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalStack stack =
        LocalStack.builder()
            .dataDir(Path.of(arguments[0]))
            .freePorts()
            .orchestrators(0)
            .participants(List.of())
            .build();
    stack.start();
    stack.awaitHealthy(Duration.ofSeconds(60));
    System.out.println(READY);
    new CountDownLatch(1).await();
  }
}
