package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.instance.Drift;
import io.sagasuite.provisioning.instance.DriftFinder;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.store.DriftStore;
import io.sagasuite.provisioning.store.InstanceStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Finds what differs between the records and the world, as much as one saga can repair. The world
/// is looked at first: what is recorded meanwhile is then known.
@Singleton
final class FindDriftHandler implements DeferredHandler {

  private static final int ITEMS_MAX = 100;

  private final InstanceDesk desk;
  private final InstanceStore instances;
  private final DriftStore drifts;
  private final Duration grace;

  FindDriftHandler(
      InstanceDesk desk,
      InstanceStore instances,
      DriftStore drifts,
      @ConfigProperty(name = "suite.drift.grace") Duration grace) {
    this.desk = desk;
    this.instances = instances;
    this.drifts = drifts;
    this.grace = grace;
  }

  @Override
  public String command() {
    return "FindDrift";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      List<FoundInstance> found = desk.provisioner().findAll();
      List<DriftFinder.Recorded> recorded = desk.read(instances::wanted);
      List<Drift> all = new DriftFinder(grace, Instant.now()).find(found, recorded);
      List<Drift> items = all.subList(0, Math.min(ITEMS_MAX, all.size()));
      return DeferredResult.done(
              Map.of("items", items.stream().map(FindDriftHandler::item).toList()))
          .writing(tx -> drifts.detected(tx, command.sagaId(), items));
    });
  }

  private static Map<String, Object> item(Drift drift) {
    return Map.of(
        "kind", drift.kind().word(),
        "instanceId", drift.ref().instanceId().toString(),
        "name", drift.ref().name(),
        "namespace", drift.ref().namespace(),
        "message", drift.message());
  }
}
