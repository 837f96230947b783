package io.sagasuite.provisioning.localprocess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/// A service in a JVM of its own, to be killed.
final class ForeignService {

  private static final String READY = "ready";

  private ForeignService() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalService service = LocalService.opened(Path.of(arguments[0]));
    var spec = LocalService.spec(UUID.fromString(arguments[1]), "foreign");
    service.provisioner.deploy(spec, LocalService.PASSWORD);
    service.awaitReady(spec);
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  /// Begins to make the instance.
  static Process start(Path root, UUID instanceId) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ForeignService.class.getName(),
            root.toString(),
            instanceId.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static void awaitReady(Process service) throws IOException {
    String line = service.inputReader().readLine();
    while (line != null && !line.equals(READY)) {
      line = service.inputReader().readLine();
    }
  }
}
