package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Replies that come late, twice, for an earlier attempt or for nothing, in every phase of a step:
/// each has its name, and none of them moves the saga.
class RepliesTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of());

  private static final SagaDefinition DEFINITION =
      saga("replies")
          .step("a", s -> s.command("p", "DoA", "UndoA").retry(TWICE).compensationRetry(TWICE))
          .step("b", s -> s.command("p", "DoB", "UndoB"))
          .step("wait", s -> s.signal("go").needs("a", "b"))
          .build()
          .atVersion(1);

  record Row(
      String phase,
      Supplier<Scenario> saga,
      Direction direction,
      int attempt,
      IgnoredReason reason) {
    @Override
    public String toString() {
      return "%s: reply to %s %d is %s".formatted(phase, direction.wire(), attempt, reason);
    }
  }

  private static Scenario start() {
    return Scenario.start(DEFINITION, Map.of());
  }

  private static Scenario second() {
    return start().fails("a", "busy").whenDue();
  }

  private static Scenario lost() {
    return start().cannotTell("a").whenDue().cannotTell("a");
  }

  private static Scenario undoing() {
    return start().succeeds("a").rejects("b", "no");
  }

  private static Row forward(
      String phase, Supplier<Scenario> saga, int attempt, IgnoredReason reason) {
    return new Row(phase, saga, Direction.EXECUTE, attempt, reason);
  }

  private static Row back(
      String phase, Supplier<Scenario> saga, int attempt, IgnoredReason reason) {
    return new Row(phase, saga, Direction.COMPENSATE, attempt, reason);
  }

  static Stream<Row> rows() {
    return Stream.of(
        forward("in flight", RepliesTest::start, 2, IgnoredReason.FOREIGN),
        forward("in flight", RepliesTest::start, 0, IgnoredReason.FOREIGN),
        back("in flight", RepliesTest::start, 1, IgnoredReason.FOREIGN),
        forward("second attempt", RepliesTest::second, 1, IgnoredReason.EARLIER_ATTEMPT),
        forward("second attempt", RepliesTest::second, 3, IgnoredReason.FOREIGN),
        forward("backing off", () -> start().fails("a", "busy"), 1, IgnoredReason.DUPLICATE),
        forward("waiting", () -> start().waitsFor("a", "x"), 1, IgnoredReason.DUPLICATE),
        forward("succeeded", () -> start().succeeds("a"), 1, IgnoredReason.DUPLICATE),
        forward("refused", () -> start().rejects("a", "no"), 1, IgnoredReason.DUPLICATE),
        forward("given up", RepliesTest::lost, 2, IgnoredReason.LATE),
        forward("given up", RepliesTest::lost, 1, IgnoredReason.EARLIER_ATTEMPT),
        forward("skipped", () -> start().waitsFor("a", "x").skip("a"), 1, IgnoredReason.DUPLICATE),
        forward("undoing", RepliesTest::undoing, 1, IgnoredReason.DUPLICATE),
        back("undoing", RepliesTest::undoing, 2, IgnoredReason.FOREIGN),
        back(
            "undoing again",
            () -> undoing().failsToUndo("a").whenDue(),
            1,
            IgnoredReason.EARLIER_ATTEMPT),
        back("undoing later", () -> undoing().failsToUndo("a"), 1, IgnoredReason.DUPLICATE),
        back(
            "parked",
            () -> undoing().failsToUndo("a").whenDue().failsToUndo("a"),
            2,
            IgnoredReason.DUPLICATE),
        back(
            "parked without an answer",
            () -> undoing().failsToUndo("a").whenDue().after(Duration.ofSeconds(10)),
            2,
            IgnoredReason.LATE),
        back("undone", () -> undoing().undoes("a"), 1, IgnoredReason.DUPLICATE),
        forward("ended", () -> undoing().undoes("a"), 1, IgnoredReason.DUPLICATE));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesAReplyThatMustNotMoveTheSaga(Row row) {
    Scenario scenario = row.saga().get();
    SagaState before = scenario.state();
    scenario.replies("a", row.direction(), row.attempt(), new Outcome.Succeeded(Map.of("x", 1)));

    assertThat(scenario.events().getFirst())
        .isEqualTo(
            new SagaEvent.ReplyIgnored(
                "a", row.direction(), row.attempt(), "succeeded", row.reason()));
    assertThat(scenario.state().status()).isEqualTo(before.status());
    for (StepState step : before.steps()) {
      StepState after = scenario.state().step(step.name());
      assertThat(after.execute().phase()).isEqualTo(step.execute().phase());
      assertThat(after.compensate().phase()).isEqualTo(step.compensate().phase());
      assertThat(after.output()).isEqualTo(step.output());
    }
    scenario.folds();
  }
}
