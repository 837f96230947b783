package io.sagasuite.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxRoundTest {

  private static final Commands COMMANDS = new Commands("s", "Do", "Undo");
  private static final UUID SAGA = new UUID(1, 2);
  private static final Outcome DONE = new Outcome.Succeeded(Map.of("id", "1"));

  private final InboxRound round = new InboxRound();

  @Test
  void insertsAndAnswersWhatIsNew() {
    CommandMessage command = COMMANDS.execute(SAGA, 1, Map.of());
    round.take(command, Recorded.NOTHING);
    assertThat(round.toApply()).containsOnlyKeys("Do");

    round.record(command, DONE);

    assertThat(round.inserts()).singleElement().extracting(HandledCommand::outcome).isEqualTo(DONE);
    assertThat(round.updates()).isEmpty();
    assertThat(round.answered()).hasSize(1);
  }

  @Test
  void answersARepeatedCommandUnderItsOwnAttempt() {
    HandledCommand before = HandledCommand.of(COMMANDS.execute(SAGA, 1, Map.of()), DONE);
    round.take(COMMANDS.execute(SAGA, 4, Map.of()), new Recorded(before, null));

    assertThat(round.toApply()).isEmpty();
    assertThat(round.inserts()).isEmpty();
    assertThat(round.updates()).isEmpty();
    assertThat(round.answered())
        .singleElement()
        .satisfies(row -> assertThat(row.reply().attempt()).isEqualTo(4))
        .satisfies(row -> assertThat(row.reply().outcome()).isEqualTo(DONE));
  }

  @Test
  void leavesATombstoneWhereTheForwardCommandNeverCame() {
    round.take(COMMANDS.compensate(SAGA, 1, Map.of()), Recorded.NOTHING);

    assertThat(round.inserts())
        .extracting(HandledCommand::direction)
        .containsExactlyInAnyOrder(Direction.EXECUTE, Direction.COMPENSATE);
    assertThat(round.answered()).hasSize(1);
  }

  @Test
  void turnsAFailedForwardCommandIntoATombstone() {
    HandledCommand failed =
        HandledCommand.of(
            COMMANDS.execute(SAGA, 1, Map.of()), new Outcome.Failed("trouble", "trouble"));
    round.take(COMMANDS.compensate(SAGA, 1, Map.of()), new Recorded(failed, null));

    assertThat(round.updates())
        .singleElement()
        .satisfies(row ->
            assertThat(row.outcome())
                .isInstanceOfSatisfying(
                    Outcome.Rejected.class,
                    no -> assertThat(no.code()).isEqualTo(HandledCommand.FENCED)));
    assertThat(round.inserts()).hasSize(1);
  }

  @Test
  void fencesAForwardCommandInProgressAndStillAppliesItsCompensation() {
    HandledCommand running = HandledCommand.of(COMMANDS.execute(SAGA, 1, Map.of()), null);
    CommandMessage compensation = COMMANDS.compensate(SAGA, 1, Map.of());
    round.take(compensation, new Recorded(running, null));
    round.record(compensation, null);

    assertThat(round.toApply()).containsOnlyKeys("Undo");
    assertThat(round.updates()).extracting(HandledCommand::attempt).containsExactly(0);
    assertThat(round.inserts()).extracting(HandledCommand::outcome).containsOnlyNulls();
    assertThat(round.answered()).isEmpty();
  }
}
