package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.Drift;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.store.DriftStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Repairs one difference, after looking whether it is still one.
@Singleton
final class RepairDriftHandler implements DeferredHandler {

  private final OrphanRepair orphans;
  private final RunningRepair running;
  private final DriftStore drifts;

  RepairDriftHandler(OrphanRepair orphans, RunningRepair running, DriftStore drifts) {
    this.orphans = orphans;
    this.running = running;
    this.drifts = drifts;
  }

  @Override
  public String command() {
    return "RepairDrift";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      CommandInput input = item(command);
      InstanceRef ref = input.ref();
      return switch (kind(input.text("kind"))) {
        case ORPHAN -> told(ref, Drift.Kind.ORPHAN, orphans.repair(ref));
        case MISSING -> told(ref, Drift.Kind.MISSING, running.repair(ref));
        case INCOMPLETE -> told(ref, Drift.Kind.INCOMPLETE, running.repair(ref));
      };
    });
  }

  private DeferredResult told(InstanceRef ref, Drift.Kind kind, Repair repair) {
    return DeferredResult.done(Map.of("action", repair.action()))
        .writing(tx -> written(tx, ref, kind, repair));
  }

  private Uni<Void> written(LocalTransaction tx, InstanceRef ref, Drift.Kind kind, Repair repair) {
    return repair
        .writes()
        .apply(tx)
        .chain(() -> drifts.resolved(tx, ref.instanceId(), kind, repair.action()));
  }

  /// The item is the input, or stands in it under that name.
  private static CommandInput item(CommandMessage command) {
    if (command.input().get("item") instanceof Map<?, ?> item) {
      Map<String, Object> fields = new HashMap<>();
      item.forEach((name, value) -> fields.put(String.valueOf(name), value));
      return new CommandInput(fields);
    }
    return CommandInput.of(command);
  }

  private static Drift.Kind kind(String word) {
    try {
      return Drift.Kind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("kind is none of orphan, missing, incomplete");
    }
  }
}
