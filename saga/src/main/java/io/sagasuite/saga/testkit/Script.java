package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SendCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the participants of a test do, as rules of which the last one that fits a command applies.
final class Script {

  /// What a rule is about; null in any place = whatever stands there.
  ///
  /// @param index of one element of a step that runs over a list
  record Target(
      @Nullable String participant,
      @Nullable String command,
      @Nullable String step,
      @Nullable Integer index,
      @Nullable Direction direction) {

    /// A child saga runs by itself, unless its step or its participant is named.
    boolean fits(SendCommand sent) {
      if (step == null && participant == null && isForChild(sent)) {
        return false;
      }
      StepName name = StepName.of(sent.step());
      return (participant == null || participant.equals(sent.participant()))
          && (command == null || command.equals(sent.command()))
          && (step == null || step.equals(name.step()))
          && (index == null || Objects.equals(index, name.index()))
          && (direction == null || direction == sent.direction());
    }

    private static boolean isForChild(SendCommand sent) {
      return SagaEffects.ORCHESTRATOR.equals(sent.participant());
    }
  }

  /// One rule: what it is about, and what happens to the first, second, ... command of a step.
  record Rule(Target target, List<Behaviour> behaviours) {

    /// The behaviour for the n-th command, from 0; the last one goes on for ever.
    Behaviour at(int count) {
      int passed = 0;
      for (Behaviour behaviour : behaviours) {
        passed += behaviour.times();
        if (count < passed) {
          return behaviour;
        }
      }
      return behaviours.getLast();
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  void add(Rule rule) {
    rules.add(rule);
  }

  void addOtherwise(Rule rule) {
    rules.addFirst(rule);
  }

  List<Rule> rules() {
    return rules;
  }

  @Nullable Rule find(SendCommand sent) {
    return rules.reversed().stream()
        .filter(rule -> rule.target().fits(sent))
        .findFirst()
        .orElse(null);
  }
}
