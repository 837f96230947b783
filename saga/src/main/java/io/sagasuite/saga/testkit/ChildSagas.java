package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.definition.SagaDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs and undoes the sagas that steps of other sagas run, as an orchestrator does: one per step,
/// however often it is asked for.
final class ChildSagas {

  private final World world;
  private final Map<String, SagaDefinition> definitions;

  ChildSagas(World world, Map<String, SagaDefinition> definitions) {
    this.world = world;
    this.definitions = definitions;
  }

  /// The saga that a step of another runs, null when there is none.
  @Nullable TestSaga find(TestSaga parent, String step) {
    return world.saga(idOf(parent, step));
  }

  private static UUID idOf(TestSaga parent, String step) {
    String name = parent.id + "/" + step;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  void receive(TestSaga parent, SendCommand command) {
    Asked asked = new Asked(command.direction(), command.attempt());
    boolean detached = Boolean.TRUE.equals(command.input().get("detached"));
    TestSaga child = find(parent, command.step());
    if (child != null && !detached) {
      world.trigger(child, new SagaInput.ParentAsks(asked, world.now()));
    } else if (child == null) {
      start(parent, command, detached ? null : asked);
    }
    if (detached) {
      String id = idOf(parent, command.step()).toString();
      world.reply(parent, command, new Outcome.Succeeded(Map.of("sagaId", id)));
    }
  }

  private void start(TestSaga parent, SendCommand command, @Nullable Asked asked) {
    SagaDefinition definition = definition(String.valueOf(command.input().get("definition")));
    Map<String, Object> input = inputOf(command);
    List<String> refusals = world.refusals(definition, input);
    if (!refusals.isEmpty() && command.direction() == Direction.EXECUTE) {
      String why = String.join("; ", refusals);
      world.reply(parent, command, new Outcome.Rejected("invalid_input", why));
      return;
    }
    UUID id = idOf(parent, command.step());
    TestSaga child = new TestSaga(definition, id, parent.label + "/" + command.step());
    world.start(
        child,
        new SagaInput.StartSaga(
            id,
            null,
            Map.of(),
            null,
            input,
            null,
            new Parent(parent.id, command.step()),
            asked,
            world.now()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inputOf(SendCommand command) {
    return command.input().get("input") instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : Map.of();
  }

  private SagaDefinition definition(String name) {
    SagaDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new AssertionError(
          "the test does not know the definition '%s' of a child saga; say .child(definition)"
              .formatted(name));
    }
    return definition;
  }
}
