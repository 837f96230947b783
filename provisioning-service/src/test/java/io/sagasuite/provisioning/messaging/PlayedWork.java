package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.saga.decision.Direction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Work that a test scripts, and that remembers what it was asked to do.
@Singleton
public class PlayedWork implements DeferredHandler {

  static final String COMMAND = "PlayWork";
  static final Duration LIMIT = Duration.ofSeconds(15);

  private final List<CommandMessage> begun = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private volatile Script script = _ -> DeferredResult.done(Map.of());

  /// What is done with a command.
  interface Script {
    DeferredResult of(CommandMessage command) throws InterruptedException;
  }

  void plays(Script next) {
    script = next;
    peak.set(0);
  }

  /// How many were at work at once, at most, since the script began.
  int peak() {
    return peak.get();
  }

  List<Direction> begunFor(UUID saga) {
    return begun.stream()
        .filter(command -> command.sagaId().equals(saga))
        .map(CommandMessage::direction)
        .toList();
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    begun.add(command);
    peak.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      return script.of(command);
    } finally {
      running.decrementAndGet();
    }
  }
}
