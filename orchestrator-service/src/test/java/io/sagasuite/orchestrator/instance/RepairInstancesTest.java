package io.sagasuite.orchestrator.instance;

import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What differs between what is there and what should be is put right, piece by piece.
class RepairInstancesTest {

  private static Map<String, Object> item(String kind, String name) {
    return Map.of(
        "kind",
        kind,
        "instanceId",
        "i-" + name,
        "name",
        name,
        "namespace",
        "toygres",
        "message",
        kind + " " + name);
  }

  private static SagaTest repair(Map<?, ?>... items) {
    return SagaTest.of(InstanceSagas.REPAIR)
        .step("find-drift")
        .succeeds(Map.of("items", List.of((Object[]) items)))
        .step("repair")
        .succeeds(Map.of("action", "removed"));
  }

  @Test
  void repairsEachDifference() {
    repair(item("orphan", "a"), item("incomplete", "b"))
        .run()
        .isCompleted()
        .sent("FindDrift", "RepairDrift", "RepairDrift")
        .step("repair[0]", step -> step.received(item("orphan", "a")))
        .step("repair[1]", step -> step.received(item("incomplete", "b")));
  }

  @Test
  void hasNothingToDoWhereNothingDiffers() {
    repair().run().isCompleted().sent("FindDrift");
  }

  @Test
  void goesOnWithoutWhatCannotBeRepaired() {
    repair(item("orphan", "a"), item("missing", "b"), item("orphan", "c"))
        .step("repair", 1)
        .rejects("not_repairable")
        .run()
        .isCompleted()
        .sent("FindDrift", "RepairDrift", "RepairDrift", "RepairDrift");
  }

  @Test
  void triesAgainWhatFailsInPassing() {
    repair(item("orphan", "a"))
        .step("repair")
        .answers(
            Behaviour.fails("not_gone").times(2), Behaviour.succeeds(Map.of("action", "removed")))
        .run()
        .isCompleted()
        .step("repair[0]", step -> step.attempts(3));
  }
}
