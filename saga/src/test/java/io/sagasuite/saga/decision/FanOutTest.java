package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A step that runs once for every element of a list.
class FanOutTest {

  private static SagaDefinition each(OnFailure onFailure) {
    return saga("each")
        .step(
            "each",
            s ->
                s.command("p", "Do", "Undo")
                    .input(Map.of("item", "${item}", "at", "${index}"))
                    .onFailure(onFailure)
                    .forEach("${input.items}", 2))
        .step(
            "sum",
            s ->
                s.command("p", "Sum", "Undo")
                    .needs("each")
                    .input(
                        Map.of(
                            "all", "${steps['each'].output.items}",
                            "count", "${steps['each'].output.count}")))
        .build()
        .atVersion(1);
  }

  private static Scenario start(Object items) {
    return Scenario.start(each(OnFailure.STOP), Map.of("items", items));
  }

  @Test
  void isThroughAtOnceForAnEmptyList() {
    Scenario scenario = start(List.of()).sends("Sum sum#1");
    assertThat(scenario.commands().getFirst().input())
        .isEqualTo(Map.of("all", List.of(), "count", 0));
  }

  @Test
  void runsAListOfOne() {
    Scenario scenario = start(List.of("x")).sends("Do each[0]#1");
    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("item", "x", "at", 0));
    scenario.succeeds("each[0]").sends("Sum sum#1");
  }

  @Test
  void runsNoMoreElementsAtOnceThanItMayAndGathersWhatTheyPutOut() {
    Scenario scenario =
        start(List.of("x", "y", "z"))
            .sends("Do each[0]#1", "Do each[1]#1")
            .is("each", StepStatus.EXECUTING)
            .succeeds("each[1]", Map.of("id", 1))
            .sends("Do each[2]#1")
            .succeeds("each[2]", Map.of("id", 2))
            .sends()
            .succeeds("each[0]", Map.of("id", 0))
            .sends("Sum sum#1")
            .folds();

    assertThat(scenario.commands().getFirst().input())
        .isEqualTo(
            Map.of("all", List.of(Map.of("id", 0), Map.of("id", 1), Map.of("id", 2)), "count", 3));
  }

  @Test
  void awaitsAndUndoesTheOtherElementsWhenOneFails() {
    start(List.of("x", "y", "z", "w"))
        .succeeds("each[0]", Map.of("id", 0))
        .rejects("each[1]", "no")
        .sends("Undo each[0]#1")
        .is(SagaStatus.COMPENSATING)
        .succeeds("each[2]")
        .sends("Undo each[2]#1")
        .undoes("each[2]")
        .undoes("each[0]")
        .is(SagaStatus.COMPENSATED)
        .is("each[3]", StepStatus.PENDING)
        .folds();
  }

  @Test
  void undoesNoMoreElementsAtOnceThanItMayAndOnlyAfterWhatNeedsThem() {
    Scenario scenario = start(List.of("x", "y", "z"));
    scenario.succeeds("each[0]", Map.of("id", 0)).succeeds("each[1]").succeeds("each[2]");

    scenario.cancel().sends().succeeds("sum").sends("Undo sum#1").undoes("sum");
    scenario.sends("Undo each[2]#1", "Undo each[1]#1").undoes("each[1]").sends("Undo each[0]#1");
    assertThat(scenario.commands().getFirst().output()).isEqualTo(Map.of("id", 0));
    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("item", "x", "at", 0));
  }

  @Test
  void goesOnWithTheOtherElementsOfAnOptionalStep() {
    Scenario.start(each(OnFailure.CONTINUE), Map.of("items", List.of("x", "y", "z")))
        .rejects("each[0]", "no")
        .sends("Do each[2]#1")
        .succeeds("each[1]")
        .succeeds("each[2]")
        .is("each", StepStatus.FAILED)
        .sends("Sum sum#1")
        .succeeds("sum")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void skipsOneElement() {
    start(List.of("x", "y", "z"))
        .skip("each[2]")
        .succeeds("each[0]")
        .succeeds("each[1]")
        .sends("Sum sum#1");
  }

  @Test
  void failsWhenThereIsNoListToRunOver() {
    Scenario scenario = start("text").is(SagaStatus.COMPENSATED);
    assertThat(scenario.state().failure().failure().code()).isEqualTo("for_each_no_list");
  }

  @Test
  void failsWhenThereAreTooManyElements() {
    Scenario scenario = start(Collections.nCopies(10_001, 1)).is(SagaStatus.COMPENSATED);
    assertThat(scenario.state().failure().failure().code()).isEqualTo("for_each_too_many");
  }

  @Test
  void setsAsideRepliesForElementsThatDoNotExistAndForTheStepItself() {
    Scenario scenario = start(List.of("x"));
    for (String name : List.of("each[1]", "each")) {
      scenario.replies(name, Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of())).sends();
      assertThat(((SagaEvent.ReplyIgnored) scenario.events().getFirst()).reason())
          .isEqualTo(SagaEvent.IgnoredReason.FOREIGN);
    }
  }
}
