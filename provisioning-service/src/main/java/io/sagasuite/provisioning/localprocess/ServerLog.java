package io.sagasuite.provisioning.localprocess;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What a server and the programs around it have said. One older file is kept.
record ServerLog(Path file) {

  private static final long SIZE_MAX = 8L << 20;
  private static final int TAIL_BYTES_MAX = 1 << 20;

  /// The last lines, oldest first; at most a megabyte of them.
  String tail(int lines) {
    List<String> all = lastBytes().lines().toList();
    List<String> last = all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size());
    return last.isEmpty() ? "" : String.join("\n", last) + "\n";
  }

  /// Why something went wrong: the last that was said of it.
  String lastComplaint() {
    return lastBytes()
        .lines()
        .filter(line -> line.contains("FATAL") || line.contains("error:") || line.contains("PANIC"))
        .reduce((earlier, later) -> later)
        .orElse("see its log");
  }

  /// Only while no server writes.
  void rotate() {
    try {
      if (Files.exists(file) && Files.size(file) > SIZE_MAX) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lastBytes() {
    if (!Files.exists(file)) {
      return "";
    }
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - TAIL_BYTES_MAX);
      log.seek(from);
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
