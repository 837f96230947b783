package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import jakarta.inject.Singleton;
import java.util.Map;

/// Looks once more, with eyes of its own, whether anything of an instance is left.
@Singleton
final class VerifyGoneHandler implements DeferredHandler {

  private final InstanceDesk desk;

  VerifyGoneHandler(InstanceDesk desk) {
    this.desk = desk;
  }

  @Override
  public String command() {
    return "VerifyGone";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() ->
        desk.provisioner()
            .find(CommandInput.of(command).ref())
            .map(left ->
                DeferredResult.failed(
                    "still_there", "still there: " + String.join(", ", left.parts())))
            .orElseGet(() -> DeferredResult.done(Map.of())));
  }
}
