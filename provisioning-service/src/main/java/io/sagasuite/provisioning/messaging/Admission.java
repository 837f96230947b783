package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.sealing.InvalidSealException;
import io.sagasuite.provisioning.sealing.PasswordSeal;
import io.sagasuite.provisioning.store.Reservation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Whether an instance can be had at all: its password opens, and where it is to run agrees.
@Singleton
final class Admission {

  private final Vertx vertx;
  private final PasswordSeal seal;
  private final Instance<InstanceProvisioner> provisioner;

  Admission(Vertx vertx, PasswordSeal seal, Instance<InstanceProvisioner> provisioner) {
    this.vertx = vertx;
    this.seal = seal;
    this.provisioner = provisioner;
  }

  /// Why it cannot, if so. Looked at on a thread that may block; told on the one that asked.
  Uni<Optional<HandlerResult>> refusal(Reservation reservation) {
    Context context = vertx.getOrCreateContext();
    return Uni.createFrom()
        .item(() -> looked(reservation))
        .runSubscriptionOn(command -> Thread.ofVirtual().name("admission").start(command))
        .emitOn(command -> context.runOnContext(_ -> command.run()));
  }

  private Optional<HandlerResult> looked(Reservation reservation) {
    try {
      seal.open(reservation.sealedPassword(), reservation.spec().ref().name());
      return provisioner.get().refusal(reservation.spec()).map(Admission::result);
    } catch (InvalidSealException e) {
      return Optional.of(new HandlerResult.Rejected("invalid_password_seal", e.reason()));
    } catch (ProvisioningException e) {
      return Optional.of(result(e));
    }
  }

  /// Nothing was done yet, so nothing can be unknown.
  private static HandlerResult result(ProvisioningException refusal) {
    return switch (refusal.kind()) {
      case REJECTED -> new HandlerResult.Rejected(refusal.code(), refusal.reason());
      case FAILED, UNKNOWN -> new HandlerResult.Failed(refusal.code(), refusal.reason());
    };
  }
}
