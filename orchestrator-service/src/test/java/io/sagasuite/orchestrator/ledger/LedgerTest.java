package io.sagasuite.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.orchestrator.ledger.Ledger.Entry;
import io.sagasuite.orchestrator.store.SagaEventCodec;
import io.sagasuite.orchestrator.testing.Golden;
import io.sagasuite.orchestrator.testing.SampleSagas;
import io.sagasuite.saga.decision.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static Ledger ledgerAfter(List<Decision> decisions) {
    List<Map<String, Object>> events =
        decisions.stream()
            .map(decision -> SagaEventCodec.encode(decision.transition().events()))
            .map(SagaEventCodec::decode)
            .flatMap(List::stream)
            .toList();
    return LedgerWriter.write(SampleSagas.ORDER, decisions.getLast().state(), events);
  }

  private static Entry entry(Ledger ledger, String step) {
    return ledger.steps().stream().filter(one -> one.step().equals(step)).findFirst().orElseThrow();
  }

  @Test
  void aFulfilledOrderKeepsWhatItDid() {
    Ledger ledger = ledgerAfter(SampleSagas.fulfilled());

    assertThat(entry(ledger, "take-payment").left()).isEqualTo("kept");
    assertThat(entry(ledger, "take-payment").notUndoneBecause()).isEqualTo("the saga completed");
    assertThat(entry(ledger, "validate-order").left()).isEqualTo("none");
  }

  @Test
  void anUndoneOrderLeavesNothing() {
    Ledger ledger = ledgerAfter(SampleSagas.refusedAndUndone());

    assertThat(ledger.turnedBy()).isEqualTo("create-label");
    assertThat(entry(ledger, "reserve-stock").left()).isEqualTo("undone");
    assertThat(entry(ledger, "create-label").left()).isEqualTo("none");
    assertThat(entry(ledger, "take-payment").notes()).hasSize(1);
    Golden.check("ledger-undone.txt", LedgerPicture.of(ledger, null).stripTrailing());
  }

  @Test
  void anOrderBeingUndoneTellsWhatItWaitsFor() {
    Ledger ledger = ledgerAfter(SampleSagas.refusedAndUndone().subList(0, 7));

    assertThat(entry(ledger, "take-payment").waitsFor()).isEqualTo("the reply to attempt 1");
    assertThat(entry(ledger, "reserve-stock").left()).isEqualTo("effective");
    assertThat(entry(ledger, "reserve-stock").notUndoneBecause())
        .isEqualTo("later steps are undone first");
  }

  @Test
  void anUnansweredCommandIsUnknown() {
    Ledger ledger = ledgerAfter(SampleSagas.fulfilled().subList(0, 2));

    assertThat(entry(ledger, "take-payment").left()).isEqualTo("unknown");
    assertThat(entry(ledger, "create-label").waitsFor()).isEqualTo("take-payment");
    assertThat(entry(ledger, "take-payment").until()).isNotNull();
  }
}
