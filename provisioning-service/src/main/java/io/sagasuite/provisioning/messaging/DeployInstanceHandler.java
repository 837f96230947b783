package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StoredInstance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Makes whatever is missing of an instance. Part of it may be there after a failure, so that is
/// told as unknown: the saga has to undo it then. A refusal leaves nothing behind.
@Singleton
final class DeployInstanceHandler implements DeferredHandler {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final InstanceDesk desk;
  private final InstanceStore instances;

  DeployInstanceHandler(InstanceDesk desk, InstanceStore instances) {
    this.desk = desk;
    this.instances = instances;
  }

  @Override
  public String command() {
    return "DeployInstance";
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      StoredInstance instance = desk.instance(CommandInput.of(command).instanceId());
      if (instance.state() != InstanceState.CREATING) {
        return DeferredResult.rejected(
            "not_creating", "The instance is " + instance.state().word());
      }
      return deploy(instance);
    });
  }

  private DeferredResult deploy(StoredInstance instance) {
    InstanceProvisioner provisioner = desk.provisioner();
    Optional<ProvisioningException> refusal = provisioner.refusal(instance.spec());
    if (refusal.isPresent()) {
      return nothingLeft(instance, refusal.get());
    }
    try {
      boolean created = provisioner.deploy(instance.spec(), desk.password(instance));
      return DeferredResult.done(Map.of("created", created));
    } catch (ProvisioningException e) {
      return e.kind() == ProvisioningException.Kind.REJECTED
          ? refused(instance, e)
          : uncertain(instance, e);
    }
  }

  private DeferredResult refused(StoredInstance instance, ProvisioningException refusal) {
    try {
      desk.provisioner().remove(instance.ref(), InstanceDesk.WAIT);
      return nothingLeft(instance, refusal);
    } catch (ProvisioningException _) {
      return uncertain(instance, refusal);
    }
  }

  /// The undoing of an uncertain step takes the place of its answer, so the reason is kept apart.
  private DeferredResult uncertain(StoredInstance instance, ProvisioningException failure) {
    UUID id = instance.ref().instanceId();
    return DeferredResult.unknown(failure.code(), failure.reason())
        .writing(tx -> instances.trouble(tx, id, failure.code(), failure.reason()));
  }

  private DeferredResult nothingLeft(StoredInstance instance, ProvisioningException refusal) {
    UUID id = instance.ref().instanceId();
    return DeferredResult.rejected(refusal.code(), refusal.reason())
        .writing(tx -> instances.parts(tx, id, false));
  }
}
