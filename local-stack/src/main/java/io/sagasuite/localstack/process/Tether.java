package io.sagasuite.localstack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What ties a child to its parent, what lets PostgreSQL run under root, and how children share the
/// processors: all are prefixes of the command that replace themselves by it, so that the pid stays
/// the child's own.
public final class Tether {

  private static final Optional<Path> CHRT = onPath("chrt");
  private static final Optional<Path> SETPRIV = onPath("setpriv");
  private static final Optional<Path> SETSID = onPath("setsid");
  private static final Optional<Path> UNSHARE = onPath("unshare");

  private Tether() {}

  /// The child gets a session of its own, so that Ctrl-C reaches only the launcher, which ends its
  /// children in order; and the kernel sends it the orphan signal when this JVM is gone, however it
  /// went. The namespace comes before that, since changing it would clear the wish for the signal.
  ///
  /// A stack's processes outnumber the processors. As batch processes they do not interrupt one
  /// another whenever a message arrives for one, so each does more in its turn; docs/benchmarks.md
  /// has the figures.
  static List<String> prefix(ChildSpec spec) {
    List<String> prefix = new ArrayList<>();
    CHRT.ifPresent(chrt -> prefix.addAll(List.of(chrt.toString(), "-b", "0")));
    SETSID.ifPresent(setsid -> prefix.add(setsid.toString()));
    prefix.addAll(spec.refusesRoot() ? notRoot() : List.of());
    SETPRIV.ifPresent(
        setpriv -> prefix.addAll(List.of(setpriv.toString(), "--pdeathsig", spec.orphanSignal())));
    return prefix;
  }

  /// A user namespace in which the process is nobody, while files stay those of root.
  public static List<String> notRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    return List.of(UNSHARE.map(Path::toString).orElse("unshare"), "-U");
  }

  private static Optional<Path> onPath(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
