package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a saga of a test went, and what can be expected of it. Every expectation that does not hold
/// throws an [AssertionError] with the difference and with everything that happened.
public final class SagaRun {

  private final World world;
  private final SagaDefinition definition;
  private final @Nullable TestSaga saga;
  private final List<String> inputRefusals;
  private final Expected expected;

  private SagaRun(
      World world, SagaDefinition definition, @Nullable TestSaga saga, List<String> refusals) {
    this.world = world;
    this.definition = definition;
    this.saga = saga;
    this.inputRefusals = refusals;
    this.expected = new Expected(this::excerpt);
  }

  static SagaRun of(World world, TestSaga saga) {
    return new SagaRun(world, saga.definition, saga, List.of());
  }

  static SagaRun refused(World world, SagaDefinition definition, List<String> refusals) {
    return new SagaRun(world, definition, null, refusals);
  }

  private TestSaga saga() {
    if (saga == null) {
      throw expected.error("no saga was started, because its input was refused: " + inputRefusals);
    }
    return saga;
  }

  /// What happened in the whole test, line by line: time since the start, saga, kind, text.
  public String transcript() {
    return saga == null ? "the input was refused: " + inputRefusals : world.transcript.text();
  }

  private String excerpt() {
    return saga == null ? transcript() : world.transcript.excerpt();
  }

  /// The saga as it was in the end.
  public SagaState state() {
    return saga().state();
  }

  /// The saga's journal, all events in order.
  public List<SagaEvent> events() {
    return saga().journal.stream().flatMap(transition -> transition.events().stream()).toList();
  }

  /// The saga that a step of this one ran.
  public SagaRun child(String step) {
    TestSaga child = world.children().find(saga(), step);
    if (child == null) {
      throw expected.error("step '%s' of %s ran no saga".formatted(step, saga().label));
    }
    return of(world, child);
  }

  /// Expects that no saga came to be, because something at this place of the input is wrong.
  public SagaRun isRefused(String place) {
    expected.that(
        inputRefusals.stream().anyMatch(refusal -> refusal.startsWith(place + ": ")),
        "expected an input that is refused at '" + place + "'",
        inputRefusals.isEmpty() ? "accepted" : inputRefusals);
    return this;
  }

  /// Expects the status.
  public SagaRun hasStatus(SagaStatus status) {
    expected.same("status", status.wire(), state().status().wire());
    return this;
  }

  /// Expects a saga that did all it was to do.
  public SagaRun isCompleted() {
    return hasStatus(SagaStatus.COMPLETED);
  }

  /// Expects a saga that undid what it had done, after a failure with this code.
  public SagaRun isCompensated(String code) {
    return hasStatus(SagaStatus.COMPENSATED).failedWith(code);
  }

  /// Expects a saga that undid what it had done for this reason.
  public SagaRun isCompensated(TurnReason reason) {
    hasStatus(SagaStatus.COMPENSATED);
    expected.same("reason", reason, state().turnReason());
    return this;
  }

  /// Expects a saga that stopped after a failure with this code and kept what it had done.
  public SagaRun isFailed(String code) {
    return hasStatus(SagaStatus.FAILED).failedWith(code);
  }

  /// Expects a saga that waits for a person, because a step failed with this code and nothing more
  /// can be done for it.
  public SagaRun isParked(String code) {
    hasStatus(SagaStatus.PARKED);
    String found = null;
    for (SagaEvent event : events()) {
      found = event instanceof SagaEvent.SagaParked parked ? parked.failure().code() : found;
    }
    expected.same("code of what parked the saga", code, found);
    return this;
  }

  private @Nullable Failure failure() {
    return state().failure() == null ? null : state().failure().failure();
  }

  /// Expects a failure with this code to have decided the saga's fate.
  public SagaRun failedWith(String code) {
    Failure failure = failure();
    expected.same("failure code", code, failure == null ? null : failure.code());
    return this;
  }

  /// Expects the failure that decided the saga's fate to come from this step.
  public SagaRun failedAt(String step) {
    SagaState.StepFailure failure = state().failure();
    expected.same("failed step", step, failure == null ? null : failure.step());
    return this;
  }

  /// Expects this text in the sentence of the failure that decided the saga's fate.
  public SagaRun errorContains(String text) {
    Failure failure = failure();
    String message = failure == null ? "" : failure.message();
    expected.that(
        message.contains(text), "expected an error that contains '" + text + "'", message);
    return this;
  }

  /// Expects exactly this output.
  public SagaRun output(Map<String, Object> output) {
    expected.same("output", output, state().output());
    return this;
  }

  /// Expects exactly these commands, every attempt of the saga's own steps in the order of sending.
  public SagaRun sent(String... commands) {
    expected.same("commands", List.of(commands), commands());
    return this;
  }

  /// Expects these commands in this order, perhaps with others in between.
  public SagaRun sentInOrder(String... commands) {
    expected.inOrder("commands", List.of(commands), commands());
    return this;
  }

  /// Expects that none of these commands was sent.
  public SagaRun neverSent(String... commands) {
    for (String command : commands) {
      expected.that(!commands().contains(command), "expected no " + command, commands());
    }
    return this;
  }

  private List<String> commands() {
    return saga().sent.stream().map(sent -> sent.command().command()).toList();
  }

  /// Expects that exactly these steps sent their commands, in the order of their first attempts.
  public SagaRun executed(String... steps) {
    expected.same("executed steps", List.of(steps), stepsThatSent(Direction.EXECUTE));
    return this;
  }

  /// Expects that exactly these steps were asked to be undone, in the order of the first attempts.
  public SagaRun undone(String... steps) {
    expected.same("undone steps", List.of(steps), stepsThatSent(Direction.COMPENSATE));
    return this;
  }

  /// Expects that exactly these steps were asked to be undone. No run undoes a step before what was
  /// built on it, so where the order is not told it is only open between independent steps.
  public SagaRun undoneInAnyOrder(String... steps) {
    List<String> undone = stepsThatSent(Direction.COMPENSATE).stream().sorted().toList();
    expected.same("undone steps", Arrays.stream(steps).sorted().toList(), undone);
    return this;
  }

  private List<String> stepsThatSent(Direction direction) {
    LinkedHashSet<String> steps = new LinkedHashSet<>();
    saga().sent.stream()
        .filter(sent -> sent.command().direction() == direction)
        .forEach(sent -> steps.add(StepName.of(sent.command().step()).element()));
    return List.copyOf(steps);
  }

  /// Expects that exactly these steps did not run, in the order of the definition.
  public SagaRun skipped(String... steps) {
    List<String> skipped =
        state().steps().stream()
            .filter(step -> step.status() == StepStatus.SKIPPED)
            .map(step -> step.name())
            .toList();
    expected.same("skipped steps", List.of(steps), skipped);
    return this;
  }

  /// Expects that exactly these types of events were published, in this order.
  public SagaRun published(String... types) {
    expected.same(
        "published events",
        List.of(types),
        published().stream().map(SagaEvent.EventPublished::type).toList());
    return this;
  }

  /// Expects that an event of this type was published with exactly this data.
  public SagaRun published(String type, Map<String, Object> data) {
    List<SagaEvent.EventPublished> ofType =
        published().stream().filter(event -> event.type().equals(type)).toList();
    expected.that(ofType.size() == 1, "expected one event " + type, ofType);
    expected.same("data of " + type, data, ofType.getFirst().data());
    return this;
  }

  private List<SagaEvent.EventPublished> published() {
    return events().stream()
        .filter(SagaEvent.EventPublished.class::isInstance)
        .map(SagaEvent.EventPublished.class::cast)
        .toList();
  }

  /// Expects events of these kinds in the journal, in this order, perhaps with others in between.
  @SafeVarargs
  public final SagaRun happened(Class<? extends SagaEvent>... kinds) {
    expected.inOrder(
        "journal", Arrays.asList(kinds), events().stream().map(Object::getClass).toList());
    return this;
  }

  /// Expects that a person's action was refused with a sentence that contains this text.
  public SagaRun refused(String text) {
    List<String> refusals = saga().refusals;
    boolean found = refusals.stream().anyMatch(refusal -> refusal.contains(text));
    expected.that(found, "expected a refused action that says '" + text + "'", refusals);
    return this;
  }

  /// Expects this much virtual time from the saga's start to its last change.
  public SagaRun took(Duration duration) {
    expected.same("duration", duration, Duration.between(state().createdAt(), state().updatedAt()));
    return this;
  }

  /// Expects something of one step, or of one element such as `ship[2]`.
  public SagaRun step(String name, Consumer<StepRun> expectations) {
    if (state().step(name) == null) {
      throw expected.error("%s has no step '%s'".formatted(definition.name(), name));
    }
    expectations.accept(new StepRun(saga(), Objects.requireNonNull(state().step(name)), expected));
    return this;
  }
}
