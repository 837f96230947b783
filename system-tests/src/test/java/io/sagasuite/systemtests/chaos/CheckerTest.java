package io.sagasuite.systemtests.chaos;

import static io.sagasuite.systemtests.chaos.HistoryFixture.PROCESSED;
import static io.sagasuite.systemtests.chaos.HistoryFixture.REJECTED;
import static io.sagasuite.systemtests.chaos.HistoryFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.systemtests.chaos.RunHistory.AcceptedOrder;
import io.sagasuite.systemtests.chaos.RunHistory.Charge;
import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.Handled;
import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import io.sagasuite.systemtests.chaos.RunHistory.OrderRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.Stock;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each check is held against a history that breaks it, so that a check which proves nothing cannot
/// pass.
class CheckerTest {

  /// What is planted into a history that is right otherwise.
  enum Fault {
    UNFINISHED_SAGA(Invariant.I1, h -> status(h, 0, "running")),
    LOST_ORDER(Invariant.I1, h -> accept(h, "o-9", Set.of())),
    VIEW_THAT_LIES(Invariant.I1, h -> view(h, 1, "processed")),
    PARKED_WITHOUT_EVIDENCE(Invariant.I1, h -> status(h, 1, "parked")),
    STEP_WITHOUT_EFFECT(Invariant.I2, h -> h.effects.remove(2)),
    UNDONE_ALTHOUGH_COMPLETED(Invariant.I2, h -> undone(h, 1, true)),
    ORDER_NEVER_PUBLISHED(
        Invariant.I2, h -> h.records.removeIf(r -> r.topic().equals("order.events"))),
    ORDER_PUBLISHED_TWICE(Invariant.I2, h -> h.message("order.events", PROCESSED, Map.of())),
    EFFECT_LEFT_BEHIND(Invariant.I3, h -> undone(h, 3, false)),
    MONEY_LEFT_BEHIND(Invariant.I3, h -> charge(h, 1, "captured")),
    ROLLED_BACK_BUT_PUBLISHED(Invariant.I3, h -> h.message("order.events", REJECTED, Map.of())),
    RELEASED_WHILE_STILL_PAID(Invariant.I4, HistoryFaults::releaseBeforeRefund),
    RELEASED_BEFORE_REFUNDED(Invariant.I4, h -> handledAt(h, "reserve-stock", "compensate", 3)),
    DONE_AFTER_UNDONE(Invariant.I5, h -> handledAt(h, "take-payment", "execute", 6)),
    STANDS_THOUGH_UNDONE(Invariant.I5, h -> undone(h, 4, false)),
    STARTED_AFTER_UNDONE(Invariant.I5, HistoryFaults::executeAfterUndo),
    STOCK_LOST(Invariant.I6, h -> stock(h, 97, 2)),
    STOCK_NEGATIVE(Invariant.I6, h -> stock(h, -2, 102)),
    RESERVED_TWICE(Invariant.I6, h -> stock(h, 96, 4)),
    WRONG_PIECES(Invariant.I6, h -> amounts(h, 0, Map.of("widget", new BigDecimal(3)))),
    MONEY_MISSING(Invariant.I6, h -> h.charges.remove(0)),
    SECOND_EFFECT(Invariant.I7, h -> h.effects.add(h.effects.get(1))),
    SECOND_CHARGE(Invariant.I7, h -> h.charges.add(h.charges.get(0))),
    TWO_ANSWERS(
        Invariant.I7,
        h -> h.reply(PROCESSED, "take-payment", "execute", "succeeded", Map.of("id", "other"))),
    VERSION_MISSING(Invariant.I8, h -> h.journal.remove(2)),
    NO_JOURNAL(Invariant.I8, h -> h.journal.removeIf(row -> row.sagaId().equals(REJECTED))),
    ROW_AHEAD_OF_JOURNAL(Invariant.I8, h -> h.journal.removeLast()),
    EVENT_MISSING(Invariant.I9, HistoryFaults::dropFirstEvent),
    EVENT_TWICE(Invariant.I9, h -> h.records.add(h.records.getFirst())),
    EVENTS_OUT_OF_ORDER(Invariant.I9, HistoryFaults::swapEvents),
    EVENT_OF_NOTHING(Invariant.I9, HistoryFaults::eventOfNothing),
    RETRY_TOO_EARLY(Invariant.I10, h -> journalAt(h, 3, 3)),
    ATTEMPT_TWICE(Invariant.I10, HistoryFaults::sameAttemptAgain),
    UNPLANNED_ATTEMPT(Invariant.I10, HistoryFaults::unplannedAttempt),
    TIMEOUT_TOO_EARLY(Invariant.I10, HistoryFaults::earlyTimeout),
    DUE_ALTHOUGH_ENDED(Invariant.I10, HistoryFaults::dueAlthoughEnded),
    TWO_SAGAS_ANSWERED(Invariant.I11, h -> accept(h, "o-1", Set.of(PROCESSED, REJECTED))),
    TWO_SAGAS_STORED(Invariant.I11, h -> h.orders.add(new OrderRow("o-1", REJECTED, null))),
    SAGA_WITHOUT_ORDER(Invariant.I11, h -> h.orders.removeLast()),
    ONE_KEY_TWO_SAGAS(Invariant.I11, HistoryFaults::sameKey),
    COMMAND_WITHOUT_INTENT(Invariant.R3, HistoryFaults::commandWithoutIntent),
    DEAD_LETTER(Invariant.R12, h -> h.message("saga.replies.dlq", PROCESSED, Map.of()));

    private final Invariant broken;
    private final Consumer<HistoryFixture> plant;

    Fault(Invariant broken, Consumer<HistoryFixture> plant) {
      this.broken = broken;
      this.plant = plant;
    }
  }

  @Test
  void findsNothingInAHistoryThatIsRight() {
    assertThat(Checker.check(new HistoryFixture().history())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatIsPlanted(Fault fault) {
    HistoryFixture fixture = new HistoryFixture();

    fault.plant.accept(fixture);

    List<Violation> found = Checker.check(fixture.history());
    assertThat(found).extracting(Violation::invariant).contains(fault.broken);
    assertThat(found).allSatisfy(violation -> assertThat(violation.evidence()).isNotBlank());
  }

  @Test
  void leavesNoInvariantUnchecked() {
    assertThat(Arrays.stream(Fault.values()).map(fault -> fault.broken))
        .contains(Invariant.values());
  }

  private static void status(HistoryFixture h, int saga, String status) {
    HistoryFixture.change(
        h.sagas,
        saga,
        row -> new SagaRow(row.sagaId(), status, row.version(), null, row.items(), row.price()));
  }

  private static void accept(HistoryFixture h, String orderId, Set<UUID> sagas) {
    h.accepted.add(new AcceptedOrder(orderId, sagas, "processed"));
  }

  private static void view(HistoryFixture h, int order, String status) {
    HistoryFixture.change(
        h.accepted, order, a -> new AcceptedOrder(a.orderId(), a.sagaIds(), status));
  }

  private static void undone(HistoryFixture h, int effect, boolean undone) {
    HistoryFixture.change(
        h.effects, effect, e -> new Effect(e.sagaId(), e.step(), e.id(), undone, e.amounts()));
  }

  private static void amounts(HistoryFixture h, int effect, Map<String, BigDecimal> amounts) {
    HistoryFixture.change(
        h.effects, effect, e -> new Effect(e.sagaId(), e.step(), e.id(), e.undone(), amounts));
  }

  private static void charge(HistoryFixture h, int charge, String status) {
    HistoryFixture.change(h.charges, charge, c -> new Charge(c.sagaId(), status, c.price()));
  }

  private static void stock(HistoryFixture h, long available, long reserved) {
    h.stock.set(0, new Stock("widget", new BigDecimal(available), new BigDecimal(reserved)));
  }

  private static void handledAt(HistoryFixture h, String step, String direction, long second) {
    h.handled.replaceAll(one ->
        one.sagaId().equals(REJECTED)
                && one.step().equals(step)
                && one.direction().equals(direction)
            ? new Handled(one.sagaId(), step, direction, one.outcome(), at(second))
            : one);
  }

  private static void journalAt(HistoryFixture h, int row, long second) {
    HistoryFixture.change(
        h.journal,
        row,
        r -> new JournalRow(r.sagaId(), r.version(), at(second), r.status(), r.events()));
  }
}
