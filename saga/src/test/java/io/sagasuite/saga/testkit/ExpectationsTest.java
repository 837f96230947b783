package io.sagasuite.saga.testkit;

import static io.sagasuite.saga.testkit.TwoSteps.TWO_STEPS;
import static io.sagasuite.saga.testkit.TwoSteps.twoSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.definition.Documents;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every expectation can fail, says what was different, and tells what happened; so does a test
/// that cannot be played.
class ExpectationsTest {

  static Stream<Arguments> expectationsThatDoNotHold() {
    return Stream.of(
        row(run -> run.isCompensated("x"), "status: expected compensated", "but was  completed"),
        row(run -> run.isFailed("x"), "expected failed"),
        row(run -> run.isParked("x"), "expected parked"),
        row(run -> run.failedWith("x"), "failure code: expected x", "but was  null"),
        row(run -> run.failedAt("first"), "failed step: expected first"),
        row(run -> run.errorContains("x"), "an error that contains 'x'"),
        row(run -> run.isRefused("number"), "refused at 'number', but was accepted"),
        row(run -> run.output(Map.of("number", 2)), "at .number: expected 2 but was 1"),
        row(run -> run.output(Map.of()), "at .number: expected null but was 1"),
        row(
            run -> run.sent("DoFirst"),
            "commands: expected [DoFirst]",
            "1 of them but there are 2"),
        row(run -> run.sent("DoSecond", "DoFirst"), "at [0]: expected DoSecond but was DoFirst"),
        row(run -> run.sentInOrder("DoSecond", "DoFirst"), "'DoFirst' is not in its place"),
        row(run -> run.neverSent("DoFirst"), "expected no DoFirst"),
        row(run -> run.executed("first"), "executed steps: expected [first]"),
        row(run -> run.undone("first"), "undone steps: expected [first]"),
        row(run -> run.undoneInAnyOrder("first"), "undone steps: expected [first]"),
        row(run -> run.skipped("first"), "skipped steps: expected [first]"),
        row(run -> run.published(), "published events: expected []"),
        row(run -> run.published("FirstDone", Map.of()), "at .number"),
        row(run -> run.published("Nothing", Map.of()), "one event Nothing, but was []"),
        row(run -> run.refused("x"), "a refused action that says 'x'"),
        row(run -> run.took(Duration.ofSeconds(1)), "duration: expected PT1S"),
        row(run -> run.happened(SagaEvent.SagaTurned.class), "journal"),
        row(run -> run.child("first"), "step 'first' of two-steps ran no saga"),
        row(run -> run.step("third", step -> {}), "has no step 'third'"),
        row(run -> run.step("first", step -> step.attempts(2)), "attempts of first: expected 2"),
        row(
            run -> run.step("first", step -> step.attemptedAt(Duration.ofSeconds(1))),
            "at [0]: expected PT1S but was PT0S"),
        row(run -> run.step("first", step -> step.received(Map.of())), "input of first"),
        row(run -> run.step("first", step -> step.answered(Map.of("id", 8))), "at .id: expected 8"),
        row(run -> run.step("first", step -> step.failedWith("x")), "failure code of first"),
        row(run -> run.step("first", step -> step.undoAttempts(1)), "attempts to undo first"),
        row(
            run -> run.step("first", step -> step.undoneAt(Duration.ZERO)),
            "attempts to undo first"),
        row(
            run -> run.step("first", step -> step.undoneWith(Map.of(), null)),
            "no command was sent to compensate 'first'"));
  }

  private static Arguments row(Consumer<SagaRun> expectation, String... says) {
    return Arguments.of(expectation, says);
  }

  @ParameterizedTest
  @MethodSource("expectationsThatDoNotHold")
  void saysWhatWasDifferentAndWhatHappened(Consumer<SagaRun> expectation, String[] says) {
    SagaRun run = twoSteps().run();
    assertThatThrownBy(() -> expectation.accept(run))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(says)
        .hasMessageContaining("PT0S")
        .hasMessageContaining("DoSecond to beta for second #1");
  }

  @Test
  void comparesNumbersByTheirValue() {
    twoSteps()
        .input(Map.of("number", 1L))
        .run()
        .output(Map.of("number", 1))
        .step("first", step -> step.received(Map.of("number", 1.0)));
  }

  private static AbstractThrowableAssert<?, ?> failureOf(SagaTest test) {
    return assertThatThrownBy(test::run).isInstanceOf(AssertionError.class);
  }

  @Test
  void namesACommandThatNothingIsSaidAboutAndHowToSayIt() {
    failureOf(SagaTest.of(TWO_STEPS).input(Map.of("number", 1)))
        .hasMessageContaining("what becomes of the command DoFirst to alpha for first #1")
        .hasMessageContaining(".participant(\"alpha\").on(\"DoFirst\").succeeds(Map.of())")
        .hasMessageContaining(".step(\"first\").succeeds(Map.of())");
    failureOf(
            SagaTest.of(TWO_STEPS)
                .input(Map.of("number", 1))
                .step("first")
                .succeeds()
                .step("second")
                .rejects("no"))
        .hasMessageContaining(".undo(\"first\").succeeds(Map.of())");
  }

  @Test
  void refusesAScriptOfWhatIsNotThere() {
    failureOf(twoSteps().step("frist").succeeds())
        .hasMessage(
            "the test speaks of the step 'frist', which no definition has; there are"
                + " [first, second, tell]");
    failureOf(twoSteps().participant("gamma").onEverything().succeeds())
        .hasMessageContaining("the participant 'gamma'");
    failureOf(twoSteps().participant("alpha").on("DoNothing").succeeds())
        .hasMessageContaining("the command 'DoNothing'");
  }

  @Test
  void failsWhenTheSagaRefusesWhatAPersonDoes() {
    failureOf(twoSteps().atRest().resume())
        .hasMessageContaining("'resume' does not fit a saga that is completed");
    failureOf(twoSteps().atRest().inChild("first").resume())
        .hasMessageContaining("step 'first' of two-steps runs no saga");
  }

  @Test
  void runsEveryRowAndReportsAllThatFail() {
    AtomicInteger rows = new AtomicInteger();
    SagaTable table =
        SagaTable.of(TWO_STEPS)
            .always(test -> {
              rows.incrementAndGet();
              test.input(Map.of("number", 1)).step("first").succeeds().step("second").succeeds();
            })
            .row("good")
            .expect(run -> run.isCompleted().skipped())
            .row("bad")
            .given(Map.of("number", 0))
            .expect(run -> run.isCompleted().executed("first", "second"))
            .row("unscripted")
            .participants(test -> test.step("second").rejects("no"))
            .expect(run -> run.isCompensated("no"))
            .row("good again")
            .given(Map.of("number", 0))
            .expect(run -> run.isCompleted().skipped("second"));
    assertThatThrownBy(table::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("2 of 4 rows failed")
        .hasMessageContaining("row 'bad': executed steps")
        .hasMessageContaining("row 'unscripted': the test does not say");
    assertThat(rows).hasValue(4);
    assertThat(table.rows()).hasSize(4).first().hasToString("good");
    assertThatThrownBy(SagaTable.of(TWO_STEPS)::check).hasMessage("the table has no rows");
  }

  @Test
  void tellsAStoryThatPeopleCanRead() {
    assertThat(twoSteps().step("second").rejects("sold_out").run().transcript().lines())
        .anyMatch(line ->
            line.startsWith("PT0S      two-steps  event    SagaStarted definition=two-steps"))
        .anyMatch(line -> line.endsWith("command  DoFirst to alpha for first #1 {number=1}"))
        .anyMatch(line -> line.contains("SagaTurned reason=failed step=second failure=sold_out"))
        .anyMatch(
            line -> line.contains("UndoFirst to alpha for first #1 {number=1}, had put out {id=7}"))
        .last()
        .asString()
        .contains("SagaCompensated");
  }

  @Test
  void endsATestThatGoesRoundInCircles() {
    Map<String, Object> document =
        Documents.yaml(
            """
            apiVersion: saga/v1
            name: for-ever
            every: PT1S
            steps:
              tick: { validate: input }
            """);
    assertThatThrownBy(SagaTest.of(document)::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("watch it with until(...)")
        .hasMessageMatching("(?s).*\\.\\.\\. \\d+ lines \\.\\.\\..*")
        .extracting(error -> error.getMessage().lines().count())
        .isEqualTo(302L);
    SagaTable.of(document)
        .row("for a while")
        .participants(test -> test.until(Duration.ofMinutes(1)))
        .expect(run -> run.hasStatus(SagaStatus.RUNNING))
        .check();
  }
}
