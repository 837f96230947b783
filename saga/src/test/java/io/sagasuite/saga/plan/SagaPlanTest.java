package io.sagasuite.saga.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.definition.Selection.InvalidSelectionException;
import io.sagasuite.saga.definition.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SagaPlanTest {

  private static final SagaDefinition TRIP =
      Documents.parse(
          """
          apiVersion: saga/v1
          name: trip
          env: { agency: ours }
          input: { type: object, required: [city] }
          steps:
            known: { coveredBy: { step: hotel, codes: [unknown_guest] } }
            hotel:
              participant: hotel
              command: BookRoom
              compensation: CancelRoom
              compensationInput: { booking: "${output.bookingId}", agency: "${env.agency}" }
              input: { city: "${input.city}", note: "for ${input.guest}", saga: "${sagaId}" }
              outputs: [bookingId]
            car:
              { participant: car, command: RentCar, compensation: ReturnCar, when: input.car, priority: 9 }
            excursions:
              participant: guide
              command: Book
              compensation: Cancel
              forEach: { items: "${input.excursions}", maxConcurrent: 2 }
              needs: [hotel]
              input: { name: "${item.name}", room: "${steps['hotel'].output.bookingId}" }
              delay: PT5S
            upgrade:
              participant: hotel
              command: Upgrade
              compensation: none
              needs: [hotel]
              when: steps['hotel'].output.bookingId != ''
            approve: { signal: approved, needs: [excursions, car, upgrade], timeout: PT1H }
            pay: { participant: bank, command: Pay, kind: pivot, needs: [approve] }
            tell: { publish: { event: Booked, topic: trips }, needs: [pay], kind: retriable }
          """);

  private static final Map<String, Object> INPUT =
      Map.of(
          "city",
          "Rome",
          "guest",
          "Ada",
          "car",
          true,
          "excursions",
          List.of(Map.of("name", "a"), Map.of("name", "b")));

  private static List<List<String>> names(List<List<PlannedStep>> batches) {
    return batches.stream().map(batch -> batch.stream().map(PlannedStep::step).toList()).toList();
  }

  private static List<List<String>> undone(SagaPlan plan) {
    return plan.undo().stream()
        .map(batch -> batch.stream().map(undo -> undo.step() + ":" + undo.command()).toList())
        .toList();
  }

  private static PlannedStep step(SagaPlan plan, String name) {
    return plan.batches().stream()
        .flatMap(List::stream)
        .filter(step -> step.step().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void putsEachStepInTheEarliestBatchAfterAllItsNeeds() {
    SagaPlan plan = SagaPlan.of(TRIP, INPUT, null, null, null);

    assertThat(names(plan.batches()))
        .containsExactly(
            List.of("car", "known", "hotel"),
            List.of("excursions", "upgrade"),
            List.of("approve"),
            List.of("pay"),
            List.of("tell"));
  }

  @Test
  void undoesEachStepOnlyAfterWhatWasBuiltOnIt() {
    assertThat(undone(SagaPlan.of(TRIP, INPUT, null, null, null)))
        .containsExactly(
            List.of("excursions:Cancel", "car:ReturnCar"), List.of("hotel:CancelRoom"));
  }

  @Test
  void leavesOutOfTheUndoWhatWillNotRun() {
    SagaPlan plan = SagaPlan.of(TRIP, Map.of("city", "Rome", "car", false), null, null, null);

    assertThat(step(plan, "car").when().holds()).isFalse();
    assertThat(undone(plan)).noneMatch(batch -> batch.contains("car:ReturnCar"));
  }

  @Test
  void undoesNothingWhereTheDefinitionSaysSo() {
    SagaDefinition kept =
        SagaDefinitionBuilder.saga("kept")
            .rollbackOnFailure(false)
            .step("a", s -> s.command("p", "Do", "Undo"))
            .build();

    assertThat(SagaPlan.of(kept, Map.of(), null, null, null).undo()).isEmpty();
  }

  @Test
  void rendersWhatIsKnownAndLeavesTheRestAsReferences() {
    SagaPlan plan = SagaPlan.of(TRIP, INPUT, null, null, null);

    assertThat(step(plan, "hotel").input())
        .isEqualTo(Map.of("city", "Rome", "note", "for Ada", "saga", "${sagaId}"));
    assertThat(step(plan, "excursions").input())
        .isEqualTo(Map.of("name", "${item.name}", "room", "${steps['hotel'].output.bookingId}"));
    assertThat(plan.undo().getLast().getFirst().input())
        .isEqualTo(Map.of("booking", "${output.bookingId}", "agency", "ours"));
  }

  @Test
  void tellsConditionsFanOutAndTimes() {
    SagaPlan plan = SagaPlan.of(TRIP, INPUT, null, null, null);
    SagaPlan unknown = SagaPlan.of(TRIP, Map.of("city", "Rome"), null, null, null);

    assertThat(step(plan, "car").when().holds()).isTrue();
    assertThat(step(unknown, "car").when().holds()).isNull();
    assertThat(step(unknown, "car").when().problem()).startsWith("'input.car' cannot be decided");
    assertThat(step(plan, "upgrade").when().holds()).isNull();
    assertThat(step(plan, "upgrade").when().problem()).isNull();
    assertThat(step(plan, "excursions").forEach()).isEqualTo(new PlannedStep.PlannedFanOut(2, 2));
    assertThat(step(unknown, "excursions").forEach().count()).isNull();
    assertThat(step(plan, "excursions").delay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(step(plan, "approve").timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(step(plan, "approve").does()).isEqualTo("waits for the signal 'approved'");
  }

  @Test
  void tellsWhatIsWrongWithTheInput() {
    assertThat(SagaPlan.of(TRIP, Map.of("car", true), null, null, null).inputViolations())
        .containsExactly(new Violation("city", "is required"));
  }

  @Test
  void plansAPart() {
    assertThat(names(SagaPlan.of(TRIP, INPUT, "excursions", "pay", null).batches()))
        .containsExactly(List.of("excursions"), List.of("approve"), List.of("pay"));
    assertThat(names(SagaPlan.of(TRIP, INPUT, null, null, "upgrade").batches()))
        .containsExactly(List.of("upgrade"));
    assertThatThrownBy(() -> SagaPlan.of(TRIP, INPUT, "pay", "hotel", null))
        .isInstanceOf(InvalidSelectionException.class);
  }

  @Test
  @Timeout(20)
  void plansTheLongestChain() {
    SagaDefinitionBuilder builder = SagaDefinitionBuilder.saga("chain");
    for (int i = 1_999; i >= 0; i--) {
      String[] needs = i == 0 ? new String[0] : new String[] {"s" + (i - 1)};
      builder.step("s" + i, s -> s.command("p", "Do", "Undo").needs(needs));
    }

    SagaPlan plan = SagaPlan.of(builder.build(), Map.of(), null, null, null);

    assertThat(plan.batches()).hasSize(2_000);
    assertThat(plan.undo()).hasSize(2_000);
    assertThat(plan.undo().getFirst().getFirst().step()).isEqualTo("s1999");
  }
}
