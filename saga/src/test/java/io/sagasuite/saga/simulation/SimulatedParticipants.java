package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SendCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Participants as `semantics.md` wants them: each step and direction is applied once, a repeated
/// command gets the recorded reply, and a compensation leaves a tombstone. Keeps the log of effects
/// that the invariants are checked against.
final class SimulatedParticipants {

  /// One effect in the world, in the order in which effects happened.
  record Effect(String step, Direction direction) {}

  private record Recorded(Outcome outcome, int attempt) {}

  private final Random random;
  private final double failureShare;
  private final Flaw flaw;
  private final Map<String, Recorded> inbox = new HashMap<>();
  private final List<Effect> effects = new ArrayList<>();

  SimulatedParticipants(Random random, double failureShare, Flaw flaw) {
    this.flaw = flaw;
    this.random = random;
    this.failureShare = failureShare;
  }

  List<Effect> effects() {
    return effects;
  }

  Outcome handle(SendCommand command) {
    String key = command.step() + command.direction();
    Recorded recorded = inbox.get(key);
    boolean again =
        recorded != null
            && recorded.outcome() instanceof Outcome.Failed
            && command.attempt() > recorded.attempt();
    if (recorded != null && !again && flaw != Flaw.NO_RECORDED_REPLY) {
      return recorded.outcome();
    }
    Outcome outcome =
        command.direction() == Direction.EXECUTE ? execute(command) : compensate(command);
    inbox.put(key, new Recorded(outcome, command.attempt()));
    return outcome;
  }

  private Outcome execute(SendCommand command) {
    double dice = random.nextDouble() / failureShare;
    if (dice < 0.4) {
      return new Outcome.Failed("busy", "try again");
    }
    if (dice < 0.5) {
      return new Outcome.Failed("fatal", "do not try again");
    }
    if (dice < 1.0) {
      return new Outcome.Rejected(random.nextBoolean() ? "no" : "never", "refused");
    }
    effects.add(new Effect(command.step(), Direction.EXECUTE));
    return new Outcome.Succeeded(Map.of("of", command.step()));
  }

  private Outcome compensate(SendCommand command) {
    if (random.nextDouble() / failureShare < 0.5) {
      return new Outcome.Failed("busy", "try again");
    }
    String forward = command.step() + Direction.EXECUTE;
    Recorded recorded = inbox.get(forward);
    if (recorded != null && recorded.outcome() instanceof Outcome.Succeeded) {
      effects.add(new Effect(command.step(), Direction.COMPENSATE));
    } else if (flaw != Flaw.NO_TOMBSTONE) {
      inbox.put(forward, new Recorded(new Outcome.Rejected("fenced", "undone before done"), 0));
    }
    return new Outcome.Succeeded(Map.of());
  }
}
