package io.sagasuite.messaging.inbox;

import static io.sagasuite.saga.decision.Direction.COMPENSATE;
import static io.sagasuite.saga.decision.Direction.EXECUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InboxDeciderTest {

  private static final UUID SAGA = new UUID(1, 2);
  private static final Outcome DONE = new Outcome.Succeeded(Map.of("id", "1"));
  private static final Outcome NO = new Outcome.Rejected("no", "no");
  private static final Outcome FENCED = new Outcome.Rejected("fenced", "undone before done");
  private static final Outcome MAYBE = new Outcome.Unknown("timeout", "who knows");
  private static final Outcome WAIT = new Outcome.Waiting("approved", "ask a person");
  private static final Outcome TROUBLE = new Outcome.Failed("trouble", "trouble");
  private static final Verdict APPLY = new Verdict.Apply(false);
  private static final Verdict FENCE_AND_APPLY = new Verdict.Apply(true);
  private static final Verdict SETTLE = new Verdict.Settle();

  static Stream<Arguments> table() {
    return Stream.of(
        row("a new command is applied", EXECUTE, 1, null, null, APPLY),
        row("a done one is repeated", EXECUTE, 1, on(1, DONE), null, again(DONE)),
        row("a later attempt too", EXECUTE, 2, on(1, DONE), null, again(DONE)),
        row("a rejection is repeated", EXECUTE, 1, on(1, NO), null, again(NO)),
        row("a later attempt asks again", EXECUTE, 2, on(1, NO), null, APPLY),
        row("a tombstone is final", EXECUTE, 9, on(0, FENCED), null, again(FENCED)),
        row("an unknown outcome is repeated", EXECUTE, 1, on(1, MAYBE), null, again(MAYBE)),
        row("a later attempt finds out", EXECUTE, 2, on(1, MAYBE), null, APPLY),
        row("a wait is repeated", EXECUTE, 1, on(1, WAIT), null, again(WAIT)),
        row("after the wait it tries again", EXECUTE, 2, on(1, WAIT), null, APPLY),
        row("an undo of an unknown is applied", COMPENSATE, 1, on(1, MAYBE), null, FENCE_AND_APPLY),
        row("an undo of a wait settles", COMPENSATE, 1, on(1, WAIT), null, SETTLE),
        row("a failure is repeated", EXECUTE, 1, on(1, TROUBLE), null, again(TROUBLE)),
        row("a later attempt tries again", EXECUTE, 2, on(1, TROUBLE), null, APPLY),
        row("an earlier one does not", EXECUTE, 1, on(2, TROUBLE), null, again(TROUBLE)),
        row("one in progress is nudged", EXECUTE, 2, on(1, null), null, APPLY),
        row("an undo without a do settles", COMPENSATE, 1, null, null, SETTLE),
        row("an undo of a rejection settles", COMPENSATE, 1, on(1, NO), null, SETTLE),
        row("an undo of a failure settles", COMPENSATE, 1, on(1, TROUBLE), null, SETTLE),
        row(
            "unless one may have worked",
            COMPENSATE,
            1,
            after(MAYBE, TROUBLE),
            null,
            FENCE_AND_APPLY),
        row("so it does after a wait", COMPENSATE, 1, after(MAYBE, WAIT), null, FENCE_AND_APPLY),
        row("a rejection is for all", COMPENSATE, 1, after(MAYBE, NO), null, SETTLE),
        row("an undo of a success is applied", COMPENSATE, 1, on(1, DONE), null, APPLY),
        row("an undo fences what runs", COMPENSATE, 1, on(1, null), null, FENCE_AND_APPLY),
        row("an undo is repeated", COMPENSATE, 2, on(1, DONE), on(1, DONE), again(DONE)),
        row("a failed undo tries again", COMPENSATE, 2, on(1, DONE), on(1, TROUBLE), APPLY),
        row("an undo in progress is nudged", COMPENSATE, 2, on(1, DONE), on(1, null), APPLY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void decides(
      String why,
      Direction direction,
      int attempt,
      HandledCommand forward,
      HandledCommand compensation,
      Verdict verdict) {
    CommandMessage command =
        new CommandMessage(SAGA, "s", direction, attempt, "Do", Map.of(), null, null);
    assertThat(InboxDecider.decide(command, new Recorded(forward, compensation)))
        .describedAs(why)
        .isEqualTo(verdict);
  }

  @Test
  void anUndoThatKnowsWhatWasDoneNeedsNoRecordOfIt() {
    CommandMessage command =
        new CommandMessage(SAGA, "s", COMPENSATE, 1, "Undo", Map.of(), Map.of(), null);

    assertThat(InboxDecider.decide(command, Recorded.NOTHING)).isEqualTo(FENCE_AND_APPLY);
    assertThat(InboxDecider.decide(command, new Recorded(on(1, NO), null))).isEqualTo(SETTLE);
  }

  private static Arguments row(
      String why,
      Direction direction,
      int attempt,
      HandledCommand forward,
      HandledCommand compensation,
      Verdict verdict) {
    return Arguments.of(why, direction, attempt, forward, compensation, verdict);
  }

  private static HandledCommand on(int attempt, Outcome outcome) {
    return new HandledCommand(SAGA, "s", EXECUTE, attempt, "Do", outcome, false, null);
  }

  /// The second attempt's record.
  private static HandledCommand after(Outcome first, Outcome second) {
    boolean doubtful = first instanceof Outcome.Unknown;
    return new HandledCommand(SAGA, "s", EXECUTE, 2, "Do", second, doubtful, null);
  }

  private static Verdict again(Outcome outcome) {
    return new Verdict.Repeat(outcome);
  }
}
