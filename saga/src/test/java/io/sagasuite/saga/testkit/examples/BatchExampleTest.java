package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaRun;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A batch of records: never more at once than the definition allows, and records that fail do not
/// stop the rest.
class BatchExampleTest {

  private static final SagaDefinition BATCH = Examples.read("batch");

  static SagaTest batch(int records) {
    List<Object> ids = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      ids.add("record-" + record);
    }
    return SagaTest.of(BATCH)
        .input(Map.of("batchId", "b-1"))
        .step("open-batch")
        .succeeds(Map.of("records", ids))
        .step("process-records")
        .succeedsAfter(Duration.ofSeconds(1), Map.of("done", true))
        .step("report")
        .succeeds()
        .step("close-batch")
        .succeeds()
        .undoingSucceeds();
  }

  @Test
  void worksThroughAllRecordsThreeAtATime() {
    SagaRun run = batch(7).run().isCompleted().took(Duration.ofSeconds(3));
    run.step("process-records[2]", step -> step.attemptedAt(Duration.ZERO))
        .step("process-records[3]", step -> step.attemptedAt(Duration.ofSeconds(1)))
        .step("process-records[6]", step -> step.attemptedAt(Duration.ofSeconds(2)))
        .step("close-batch", step -> step.attemptedAt(Duration.ofSeconds(3)));
  }

  @Test
  void goesOnWithoutRecordsThatFail() {
    batch(4)
        .step("process-records", 1)
        .rejects("not_readable")
        .run()
        .isCompleted()
        .executed(
            "open-batch",
            "process-records[0]",
            "process-records[1]",
            "process-records[2]",
            "process-records[3]",
            "report",
            "close-batch")
        .step(
            "report",
            step ->
                step.received(
                    Map.of(
                        "batchId",
                        "b-1",
                        "results",
                        List.of(
                            Map.of("done", true),
                            Map.of(),
                            Map.of("done", true),
                            Map.of("done", true)))))
        .step("process-records[1]", step -> step.is(StepStatus.FAILED))
        .step("process-records[3]", step -> step.is(StepStatus.SUCCEEDED));
  }

  @Test
  void closesTheBatchWithoutItsReport() {
    batch(1).step("report").rejects("no_paper").run().isCompleted();
  }

  @Test
  void revertsEveryRecordWhenTheBatchCannotBeClosed() {
    batch(3)
        .step("close-batch")
        .rejects("batch_locked")
        .run()
        .isCompensated("batch_locked")
        .undone("process-records[2]", "process-records[1]", "process-records[0]", "open-batch");
  }

  @Test
  void doesNothingTwiceWhenEverythingIsDeliveredTwice() {
    batch(2)
        .deliveringTwice()
        .run()
        .isCompleted()
        .sent("OpenBatch", "ProcessRecord", "ProcessRecord", "ReportBatch", "CloseBatch");
  }

  @Test
  void undoesARecordWhoseOutcomeIsUnknownAndGoesOn() {
    batch(2)
        .step("process-records", 0)
        .answers(Behaviour.unknown("connection_lost"))
        .run()
        .isCompleted()
        .undone("process-records[0]")
        .happened(SagaEvent.StepCompensated.class, SagaEvent.SagaCompleted.class);
  }
}
