package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.sealing.InvalidSealException;
import io.sagasuite.provisioning.sealing.PasswordSeal;
import io.sagasuite.provisioning.store.InstanceLookup;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What deferred handlers need at hand, blocking: records as they are now, opened passwords, and
/// where instances run.
@Singleton
final class InstanceDesk {

  /// How long one attempt waits for the world; the saga's next attempt goes on from there.
  static final Duration WAIT = Duration.ofSeconds(20);

  private final InstanceLookup lookup;
  private final PasswordSeal seal;
  private final Instance<InstanceProvisioner> provisioner;

  InstanceDesk(
      InstanceLookup lookup, PasswordSeal seal, Instance<InstanceProvisioner> provisioner) {
    this.lookup = lookup;
    this.seal = seal;
    this.provisioner = provisioner;
  }

  /// Work that may throw.
  @FunctionalInterface
  interface Work {
    DeferredResult run() throws InterruptedException;
  }

  /// Does it, and answers for what it throws.
  static DeferredResult guarded(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (InvalidInputException e) {
      return DeferredResult.rejected(InvalidInputException.CODE, e.reason());
    } catch (InvalidSealException e) {
      return DeferredResult.rejected("invalid_password_seal", e.reason());
    } catch (ProvisioningException e) {
      return switch (e.kind()) {
        case REJECTED -> DeferredResult.rejected(e.code(), e.reason());
        case FAILED -> DeferredResult.failed(e.code(), e.reason());
        case UNKNOWN -> DeferredResult.unknown(e.code(), e.reason());
      };
    }
  }

  InstanceProvisioner provisioner() {
    return provisioner.get();
  }

  Optional<StoredInstance> find(UUID instanceId) {
    return lookup.find(instanceId);
  }

  /// The instance, which must not be unknown.
  StoredInstance instance(UUID instanceId) {
    return find(instanceId)
        .orElseThrow(
            () -> ProvisioningException.rejected("not_reserved", "No such instance is recorded"));
  }

  Password password(StoredInstance instance) {
    String sealed =
        lookup
            .sealedPassword(instance.ref().instanceId())
            .orElseThrow(
                () -> ProvisioningException.rejected("no_password", "Its password is forgotten"));
    return seal.open(sealed, instance.ref().name());
  }

  <T> T read(Function<LocalTransaction, Uni<T>> query) {
    return lookup.read(query);
  }
}
