package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One round of commands, at most one for each step of each saga, against what is recorded: which
/// go to their handlers, what is to be written, and what is answered. Pure; lives for one
/// transaction.
public final class InboxRound {

  /// By identity: comparing commands would compare their inputs.
  private final Map<CommandMessage, Recorded> recorded = new IdentityHashMap<>();

  private final List<CommandMessage> toApply = new ArrayList<>();
  private final List<HandledCommand> answered = new ArrayList<>();
  private final List<CommandMessage> repeated = new ArrayList<>();
  private final List<HandledCommand> inserts = new ArrayList<>();
  private final List<HandledCommand> updates = new ArrayList<>();

  void take(CommandMessage command, Recorded before) {
    recorded.put(command, before);
    switch (InboxDecider.decide(command, before)) {
      case Verdict.Repeat repeat -> {
        repeated.add(command);
        answered.add(HandledCommand.of(command, repeat.outcome()));
      }
      case Verdict.Settle _ -> {
        fence(command, before);
        record(command, new Outcome.Succeeded(Map.of()));
      }
      case Verdict.Apply apply -> {
        if (apply.fence()) {
          fence(command, before);
        }
        toApply.add(command);
      }
    }
  }

  private void fence(CommandMessage compensation, Recorded before) {
    (before.forward() == null ? inserts : updates).add(HandledCommand.tombstone(compensation));
  }

  /// The commands for the handlers, grouped by name.
  public Map<String, List<CommandMessage>> toApply() {
    Map<String, List<CommandMessage>> byName = new HashMap<>();
    toApply.forEach(c -> byName.computeIfAbsent(c.command(), _ -> new ArrayList<>()).add(c));
    return byName;
  }

  /// Notes what a handler made of a command; null means that it is in progress.
  public void record(CommandMessage command, @Nullable Outcome outcome) {
    HandledCommand row = HandledCommand.of(command, outcome);
    Recorded before = recorded.getOrDefault(command, Recorded.NOTHING);
    (before.of(command.direction()) == null ? inserts : updates).add(row);
    if (outcome != null) {
      answered.add(row);
    }
  }

  /// Everything that is answered once the transaction has committed.
  public List<HandledCommand> answered() {
    return answered;
  }

  /// Those that had been handled before.
  public List<CommandMessage> repeated() {
    return repeated;
  }

  List<HandledCommand> inserts() {
    return inserts;
  }

  List<HandledCommand> updates() {
    return updates;
  }
}
