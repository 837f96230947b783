package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Refuses a script that speaks of what no definition of the test has: a rule with a misspelt name
/// would apply to nothing and say nothing.
final class ScriptCheck {

  private final Set<String> participants = new TreeSet<>(Set.of(SagaEffects.ORCHESTRATOR));
  private final Set<String> commands = new TreeSet<>();
  private final Set<String> steps = new TreeSet<>();

  private ScriptCheck() {}

  static void check(
      Script script, SagaDefinition definition, Map<String, SagaDefinition> children) {
    ScriptCheck known = new ScriptCheck();
    List<SagaDefinition> all = new ArrayList<>(children.values());
    all.add(definition);
    all.forEach(known::learn);
    for (Script.Rule rule : script.rules()) {
      Script.Target target = rule.target();
      require("participant", target.participant(), known.participants);
      require("command", target.command(), known.commands);
      require("step", target.step(), known.steps);
    }
  }

  private void learn(SagaDefinition definition) {
    for (Step step : definition.steps()) {
      steps.add(step.name());
      if (step.action() instanceof Action.Command command) {
        participants.add(command.participant());
        commands.add(command.command());
        if (command.compensation() != null) {
          commands.add(command.compensation());
        }
      } else if (step.action() instanceof Action.RunSaga) {
        commands.addAll(Set.of(SagaEffects.RUN_SAGA, SagaEffects.UNDO_SAGA));
      }
    }
  }

  private static void require(String kind, @Nullable String name, Set<String> known) {
    if (name != null && !known.contains(name)) {
      throw new AssertionError(
          "the test speaks of the %s '%s', which no definition has; there are %s"
              .formatted(kind, name, known));
    }
  }
}
