package io.sagasuite.saga.simulation;

import static io.sagasuite.saga.simulation.BrokenInvariantException.unless;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SendCommand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Participants as the suite's services are: each step and direction is applied once, a repeated
/// command gets the recorded reply, a later attempt tries again what did not succeed, and a
/// compensation leaves a tombstone. What they cannot tell may or may not have happened.
final class SimulatedParticipants {

  /// One step of one round of one saga.
  record Place(UUID saga, String step) {}

  private record Recorded(Outcome outcome, int attempt) {}

  /// What one step did to the world.
  static final class Effect {
    final Place place;
    int done;
    int undone;

    /// When it was undone, in the order of all effects.
    int undoneAt;

    private boolean fenced;
    private Recorded execute;
    private Recorded compensate;
    private Map<String, Object> input;

    private Effect(Place place) {
      this.place = place;
    }

    @Override
    public String toString() {
      return "(%s of %s: done %d, undone %d)".formatted(place.step(), place.saga(), done, undone);
    }

    boolean stands() {
      return done > undone;
    }
  }

  private final Random random;
  private final double failureShare;
  private final Flaw flaw;
  private int undos;
  private final Map<Place, Effect> effects = new LinkedHashMap<>();
  private final Map<String, Integer> stock = new HashMap<>();

  SimulatedParticipants(Random random, double failureShare, Flaw flaw) {
    this.random = random;
    this.failureShare = failureShare;
    this.flaw = flaw;
  }

  /// The effect of a step, or null when it has none and is not fenced.
  Effect effect(UUID saga, String step) {
    return effects.get(new Place(saga, step));
  }

  Iterable<Effect> effects() {
    return effects.values();
  }

  /// I6: what every participant holds is what stands in the world, and never less than nothing.
  void checkStock() {
    int held = stock.values().stream().mapToInt(Integer::intValue).sum();
    int standing = effects.values().stream().mapToInt(e -> e.done - e.undone).sum();
    unless(held == standing, "I6 participants hold " + held + ", but " + standing + " stand");
    unless(stock.values().stream().allMatch(n -> n >= 0), "I6 nothing is negative");
  }

  Outcome handle(SendCommand command) {
    Place place = new Place(command.sagaId(), command.step());
    Effect effect = effects.computeIfAbsent(place, Effect::new);
    boolean forward = command.direction() == Direction.EXECUTE;
    Recorded recorded = forward ? effect.execute : effect.compensate;
    if (isAnswered(effect, recorded, command)) {
      return recorded.outcome();
    }
    Outcome outcome = forward ? execute(effect, command) : compensate(effect, command);
    Recorded next = new Recorded(outcome, command.attempt());
    if (forward) {
      effect.execute = next;
    } else {
      effect.compensate = next;
    }
    return outcome;
  }

  private boolean isAnswered(Effect effect, Recorded recorded, SendCommand command) {
    if (recorded == null || flaw == Flaw.NO_RECORDED_REPLY) {
      return false;
    }
    boolean succeeded = recorded.outcome() instanceof Outcome.Succeeded;
    return succeeded || command.attempt() <= recorded.attempt();
  }

  private Outcome execute(Effect effect, SendCommand command) {
    unless(
        effect.input == null || effect.input.equals(command.input()),
        "every attempt carries the same input");
    effect.input = command.input();
    if (effect.fenced) {
      return new Outcome.Rejected("fenced", "undone before done");
    }
    double dice = random.nextDouble() / failureShare;
    boolean happened = effect.done > 0 && flaw != Flaw.NO_RECORDED_REPLY;
    if (dice < 0.35) {
      return new Outcome.Failed("busy", "try again");
    }
    if (dice < 0.45) {
      return new Outcome.Failed("fatal", "do not try again");
    }
    if (dice < 0.65) {
      if (!happened && random.nextBoolean()) {
        apply(effect, command, 1);
      }
      return new Outcome.Unknown("lost", "no answer from the gateway");
    }
    if (dice < 0.7 && !happened) {
      return new Outcome.Waiting(RandomDefinition.GO, "not yet");
    }
    if (dice < 1.0 && !happened) {
      return new Outcome.Rejected(random.nextBoolean() ? "no" : "never", "refused");
    }
    if (!happened) {
      apply(effect, command, 1);
    }
    return new Outcome.Succeeded(Map.of("of", command.step()));
  }

  private Outcome compensate(Effect effect, SendCommand command) {
    checkEvidence(effect, command);
    double dice = random.nextDouble() / failureShare;
    if (dice < 0.3) {
      return new Outcome.Failed("busy", "try again");
    }
    if (dice < 0.35) {
      return new Outcome.Rejected("no", "cannot be undone now");
    }
    boolean tells = dice > 0.5;
    boolean acts = tells || random.nextBoolean();
    if (acts && effect.stands()) {
      apply(effect, command, -1);
    }
    effect.fenced |= acts && flaw != Flaw.NO_TOMBSTONE;
    return tells
        ? new Outcome.Succeeded(Map.of())
        : new Outcome.Unknown("lost", "no answer from the gateway");
  }

  /// A compensation gets its own step's input and output, not the latest of another.
  private static void checkEvidence(Effect effect, SendCommand command) {
    unless(
        effect.input == null || effect.input.equals(command.input()),
        "a compensation gets the input of its own step");
    unless(
        command.output() == null
            || !command.output().containsKey("of")
            || command.step().equals(command.output().get("of")),
        "a compensation gets the output of its own step");
  }

  private void apply(Effect effect, SendCommand command, int change) {
    if (change > 0) {
      unless(effect.undone == 0, "I5 " + effect.place + " takes effect after it was undone");
      effect.done++;
      unless(effect.done == 1, "I7 " + effect.place + " takes effect twice");
    } else {
      effect.undone++;
      effect.undoneAt = ++undos;
      unless(effect.undone == 1, "I7 " + effect.place + " is undone twice");
    }
    stock.merge(command.participant(), change, Integer::sum);
  }
}
