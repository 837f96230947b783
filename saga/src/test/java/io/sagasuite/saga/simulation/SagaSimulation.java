package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// One run: a random saga, its children, people and faults, until everything has come to rest and
/// every invariant has been checked. The seed decides everything.
final class SagaSimulation {

  /// Runs that share one pair of definitions: reading a definition costs as much as running it.
  static final int RUNS_PER_DEFINITION = 20;

  /// What a run came to.
  ///
  /// @param ends how many sagas ended in which status
  /// @param transitions rows of all journals
  record Report(Map<SagaStatus, Integer> ends, Map<Faults.Kind, Long> faults, long transitions) {}

  private record Definitions(long block, SagaDefinition parent, SagaDefinition child) {

    static Definitions draw(long block) {
      Random random = new Random(block * 0x9E3779B97F4A7C15L);
      return new Definitions(
          block, RandomDefinition.parent(random), RandomDefinition.child(random));
    }
  }

  private Definitions definitions = Definitions.draw(0);
  private final SagaWatcher watcher;

  SagaSimulation() {
    this(new TransitionChecks());
  }

  SagaSimulation(SagaWatcher watcher) {
    this.watcher = watcher;
  }

  /// Runs one seed.
  ///
  /// @throws BrokenInvariantException when something did not hold that must always hold
  Report run(long seed, Flaw flaw) {
    long block = Math.floorDiv(seed, RUNS_PER_DEFINITION);
    if (definitions.block() != block) {
      definitions = Definitions.draw(block);
    }
    Random random = new Random(seed);
    random.nextLong(); // What neighbouring seeds draw first is much the same.
    boolean calm = seed % 4 == 0;
    Faults faults = new Faults(random, calm ? 0 : 0.3);
    double failures = random.nextInt(4) == 0 ? 0.5 : 0.15;
    SimulatedWorld world =
        new SimulatedWorld(random, faults, failures, flaw, definitions.child(), watcher);
    Operators people = new Operators(world);
    start(world, seed, people);
    do {
      world.runToRest(people::nudge);
    } while (people.nudge());
    new RestChecks(world).check();
    return report(world, faults);
  }

  private void start(SimulatedWorld world, long seed, Operators people) {
    Random random = world.random;
    SimulatedSaga saga = world.create(new UUID(seed, random.nextLong()), definitions.parent());
    Map<String, Object> input = Inputs.draw(random);
    SagaInput.Part part = Inputs.drawPart(random, saga.definition);
    SimulatedWorld.Trigger start =
        now ->
            new SagaInput.StartSaga(saga.id, "key", Map.of(), null, input, part, null, null, now);
    world.schedule(0, () -> world.trigger(saga, start, true));
    if (world.faults.happens(Faults.Kind.START_REPEATED, 0.5)) {
      world.schedule(random.nextInt(500), () -> world.trigger(saga, start, true));
    }
    people.plan();
    people.endRoundsOf(saga);
  }

  private static Report report(SimulatedWorld world, Faults faults) {
    Map<SagaStatus, Integer> ends = new EnumMap<>(SagaStatus.class);
    long transitions = 0;
    for (SimulatedSaga saga : world.sagas()) {
      if (saga.row != null) {
        ends.merge(saga.row.status(), 1, Integer::sum);
        transitions += saga.rows;
      }
    }
    return new Report(ends, faults.counts(), transitions);
  }
}
