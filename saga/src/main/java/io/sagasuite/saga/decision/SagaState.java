package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything the orchestrator knows of one saga: the fold of its journal, and its outbox.
///
/// @param origin what never changes
/// @param version number of transitions so far; every transition raises it by one
/// @param turnReason why the saga undoes its work, null while it goes forward
/// @param failure what turned, stopped or parked the saga, with the step it came from
/// @param output what the definition's `output` gave when the saga, or its last round, completed
/// @param clock the saga's deadline
/// @param round of a recurring saga, from 1
/// @param nextRoundAt between two rounds: when the next one begins
/// @param signals that came before anything waited for them, oldest first
/// @param kept steps that an operator chose not to undo
/// @param asked what the parent saga last asked of this one, null when nobody waits for an answer
/// @param ignoredReplies how many replies were noted without effect; bounds the journal
public record SagaState(
    Origin origin,
    long version,
    SagaStatus status,
    @Nullable TurnReason turnReason,
    @Nullable StepFailure failure,
    Steps steps,
    Map<String, Object> output,
    Instant updatedAt,
    Clock clock,
    int round,
    @Nullable Instant nextRoundAt,
    List<Signal> signals,
    Set<String> kept,
    @Nullable Asked asked,
    int ignoredReplies) {

  /// What a saga is from its start to its end.
  ///
  /// @param traceparent W3C trace context that every message of the saga carries
  /// @param parent the step of another saga that this one carries out
  public record Origin(
      UUID sagaId,
      String definition,
      int definitionVersion,
      @Nullable String businessKey,
      Map<String, String> metadata,
      @Nullable String traceparent,
      Map<String, Object> input,
      @Nullable Parent parent,
      Instant createdAt) {}

  /// A step of another saga, as its commands name it.
  public record Parent(UUID sagaId, String step) {}

  /// What a parent asked for: that the saga be run, or that it be undone.
  public record Asked(Direction direction, int attempt) {}

  /// The failure of a step that decided a saga's fate.
  public record StepFailure(@Nullable String step, Failure failure) {}

  /// A signal with what came with it.
  public record Signal(String name, Map<String, Object> data) {}

  /// When the saga has to be finished.
  ///
  /// @param deadlineAt null once it was reached or no longer matters
  /// @param stoppedAt since when it stands still, because a person is waited for; null = it runs
  public record Clock(@Nullable Instant deadlineAt, @Nullable Instant stoppedAt) {

    boolean isReached(Instant now) {
      return deadlineAt != null && stoppedAt == null && !deadlineAt.isAfter(now);
    }
  }

  /// The saga's id.
  public UUID sagaId() {
    return origin.sagaId();
  }

  /// The saga type's name.
  public String definition() {
    return origin.definition();
  }

  /// The version of the definition that the saga started under and ends under.
  public int definitionVersion() {
    return origin.definitionVersion();
  }

  /// What the saga is about, in the caller's words.
  public @Nullable String businessKey() {
    return origin.businessKey();
  }

  /// What the caller wanted remembered.
  public Map<String, String> metadata() {
    return origin.metadata();
  }

  /// W3C trace context that every message of the saga carries.
  public @Nullable String traceparent() {
    return origin.traceparent();
  }

  /// The saga's input, unchanged from the start.
  public Map<String, Object> input() {
    return origin.input();
  }

  /// When the saga started.
  public Instant createdAt() {
    return origin.createdAt();
  }

  /// When the saga has to be finished; null when that no longer matters.
  public @Nullable Instant deadlineAt() {
    return clock.deadlineAt();
  }

  /// The step or element of that name, or null when there is none.
  public @Nullable StepState step(String name) {
    return steps.find(name);
  }

  /// True while the saga does new work, or would if it were not held.
  public boolean goesForward() {
    return turnReason == null && !status.isEnded() && !isStopping();
  }

  /// True when the saga is to end as failed: nothing is to be undone, and only what is under way is
  /// awaited.
  public boolean isStopping() {
    boolean open = status == SagaStatus.RUNNING || status == SagaStatus.PAUSED;
    return open && failure != null && turnReason == null;
  }

  /// The earliest moment at which the saga needs attention although no message arrives; null when
  /// it has ended or waits for a person.
  public @Nullable Instant nextDueAt() {
    if (status.isEnded()) {
      return null;
    }
    boolean held = status == SagaStatus.PAUSED || status == SagaStatus.PARKED;
    Instant deadline =
        status == SagaStatus.RUNNING && clock.stoppedAt() == null ? clock.deadlineAt() : null;
    Instant nextRound = held ? null : nextRoundAt;
    Instant earliest = earlier(deadline, nextRound);
    for (StepState step : steps) {
      earliest = earlier(earliest, step.nextDueAt(held));
    }
    return earliest;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  SagaState withStep(StepState changed) {
    return change(next -> next.steps = steps.with(changed));
  }

  SagaState withStatus(SagaStatus status, @Nullable TurnReason reason, @Nullable StepFailure why) {
    return change(next -> {
      next.status = status;
      next.turnReason = reason;
      next.failure = why;
    });
  }

  SagaState withSignal(Signal signal) {
    List<Signal> all = new ArrayList<>(signals);
    all.add(signal);
    return change(next -> next.signals = List.copyOf(all));
  }

  SagaState withoutSignal(String name) {
    List<Signal> rest = new ArrayList<>(signals);
    signals.stream().filter(s -> s.name().equals(name)).findFirst().ifPresent(rest::remove);
    return change(next -> next.signals = List.copyOf(rest));
  }

  SagaState withClock(Clock changed) {
    return change(next -> next.clock = changed);
  }

  SagaState atVersion(long version, Instant at) {
    return change(next -> {
      next.version = version;
      next.updatedAt = at;
    });
  }

  SagaState change(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.toState();
  }

  /// What can change about a saga, while it changes.
  static final class Draft {
    private final Origin origin;
    private long version;
    private SagaStatus status;
    private @Nullable TurnReason turnReason;
    private @Nullable StepFailure failure;
    Steps steps;
    Map<String, Object> output;
    private Instant updatedAt;
    private Clock clock;
    int round;
    @Nullable Instant nextRoundAt;
    private List<Signal> signals;
    Set<String> kept;
    @Nullable Asked asked;
    int ignoredReplies;

    private Draft(SagaState before) {
      origin = before.origin;
      version = before.version;
      status = before.status;
      turnReason = before.turnReason;
      failure = before.failure;
      steps = before.steps;
      output = before.output;
      updatedAt = before.updatedAt;
      clock = before.clock;
      round = before.round;
      nextRoundAt = before.nextRoundAt;
      signals = before.signals;
      kept = before.kept;
      asked = before.asked;
      ignoredReplies = before.ignoredReplies;
    }

    void forget() {
      turnReason = null;
      failure = null;
    }

    void running(Clock next) {
      status = SagaStatus.RUNNING;
      clock = next;
    }

    private SagaState toState() {
      return new SagaState(
          origin,
          version,
          status,
          turnReason,
          failure,
          steps,
          output,
          updatedAt,
          clock,
          round,
          nextRoundAt,
          signals,
          kept,
          asked,
          ignoredReplies);
    }
  }
}
