package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.instance.Readiness;
import io.sagasuite.provisioning.store.StoredInstance;
import jakarta.inject.Singleton;
import java.util.Map;

/// Waits until an instance takes connections, but no longer than an attempt may, so that the saga
/// shows how far it is.
@Singleton
final class AwaitInstanceHandler implements DeferredHandler {

  private final InstanceDesk desk;

  AwaitInstanceHandler(InstanceDesk desk) {
    this.desk = desk;
  }

  @Override
  public String command() {
    return "AwaitInstance";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      StoredInstance instance = desk.instance(CommandInput.of(command).instanceId());
      Readiness readiness = desk.provisioner().awaitReady(instance.ref(), InstanceDesk.WAIT);
      return readiness.ready()
          ? DeferredResult.done(Map.of("phase", readiness.phase()))
          : DeferredResult.failed(
              "not_ready",
              "pod is %s after %d s".formatted(readiness.phase(), InstanceDesk.WAIT.toSeconds()));
    });
  }
}
