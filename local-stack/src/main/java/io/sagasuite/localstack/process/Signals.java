package io.sagasuite.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Sends signals that Java has no name for, such as SIGINT.
public final class Signals {

  private Signals() {}

  public static void send(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
