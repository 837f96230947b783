package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.systemtests.conformance.Verdict.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Judges one participant: starts what it needs, runs it, and makes one check after the other. A
/// participant that ends by itself is started again for the next check.
public final class Kit implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final KitServers servers;
  private final Copies copies;
  private final Wires wires;
  private final Play play;
  private @Nullable String gone;

  /// Starts a broker and a database, whose data and logs go to that folder.
  ///
  /// @param seen how effects are seen, null when they are not
  public Kit(Subject subject, Path folder, @Nullable EffectSource seen, Duration patience) {
    servers = new KitServers(folder, subject);
    copies = new Copies(subject, folder, servers.environment());
    wires = new Wires(servers.bootstrapServers(), subject.topic());
    Effects effects = seen == null ? null : EffectSource.of(seen, servers, subject);
    play = new Play(subject, wires, copies, effects, patience);
  }

  /// The names of all checks, in order.
  public static List<String> checks() {
    return Check.all().stream().map(Check::name).toList();
  }

  /// Makes these checks, or all of them when none is named, and tells each verdict at once.
  public List<Verdict> judge(List<String> named, Consumer<Verdict> listener) {
    return Check.all().stream()
        .filter(check -> named.isEmpty() || named.contains(check.name()))
        .map(this::judge)
        .peek(listener)
        .toList();
  }

  /// Where the participant's output went.
  public Path log() {
    return copies.log();
  }

  @Override
  public void close() {
    copies.close();
    wires.close();
    servers.close();
  }

  private Verdict judge(Check check) {
    long start = System.nanoTime();
    Result result = Result.PASSED;
    String reason = "";
    try {
      beReady();
      check.demand().accept(play);
      require(copies.isRunning(), "the participant ended by itself");
    } catch (BreachException breach) {
      result = Result.FAILED;
      boolean ended = !copies.isRunning() && gone == null;
      reason = breach.getMessage() + (ended ? "; the participant had ended by itself" : "");
    } catch (SkippedException missing) {
      result = Result.SKIPPED;
      reason = String.valueOf(missing.getMessage());
    }
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
    return new Verdict(check.name(), result, reason, check.why(), seconds);
  }

  /// A participant that does not come back is given up: all further checks would only wait.
  private void beReady() {
    require(gone == null, String.valueOf(gone));
    if (copies.isRunning()) {
      return;
    }
    copies.start();
    try {
      awaitAnswering(play);
    } catch (BreachException e) {
      gone = e.getMessage() + ", so this was not tried";
      throw e;
    }
  }

  /// Waits until a participant that was just started answers.
  static void awaitAnswering(Play play) {
    UUID probe = UUID.randomUUID();
    play.wires().send(play.execute(probe));
    boolean answers =
        play.wires()
            .await(
                () -> !play.wires().of(probe).isEmpty() || !play.copies().isRunning(),
                START_PATIENCE);
    require(
        play.copies().isRunning(),
        "the participant ended as soon as it was started, with the last words: "
            + play.copies().lastWords());
    require(
        answers,
        "the participant answered nothing within %d s of its start"
                .formatted(START_PATIENCE.toSeconds())
            + "; it has to begin at the earliest offset");
  }
}
