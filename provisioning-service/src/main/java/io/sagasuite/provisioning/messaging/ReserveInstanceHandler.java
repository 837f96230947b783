package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.store.Reservation;
import io.sagasuite.provisioning.store.ReservationResult;
import io.sagasuite.provisioning.store.ReservationStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Takes the names of an instance, and keeps its password as it was sealed. What can never be
/// brought about is refused here, before anything is there.
@Singleton
final class ReserveInstanceHandler implements CommandHandler {

  private final ReservationStore reservations;
  private final Admission admission;

  ReserveInstanceHandler(ReservationStore reservations, Admission admission) {
    this.reservations = reservations;
    this.admission = admission;
  }

  @Override
  public String command() {
    return "ReserveInstance";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return OneByOne.handle(commands, command -> reserve(tx, reservation(command)));
  }

  private Uni<HandlerResult> reserve(LocalTransaction tx, Reservation reservation) {
    return admission
        .refusal(reservation)
        .chain(refusal ->
            refusal.isPresent()
                ? Uni.createFrom().item(refusal.get())
                : reservations.reserve(tx, reservation).map(found -> result(reservation, found)));
  }

  private static HandlerResult result(Reservation reservation, ReservationResult found) {
    InstanceSpec spec = reservation.spec();
    return switch (found) {
      case ReservationResult.Reserved _ ->
          new HandlerResult.Done(Map.of("instanceId", spec.ref().instanceId().toString()));
      case ReservationResult.NameTaken _ ->
          new HandlerResult.Rejected(
              "name_taken", "An instance named '" + spec.ref().name() + "' exists already");
      case ReservationResult.DnsLabelTaken taken ->
          new HandlerResult.Rejected(
              "dns_label_taken",
              "DNS label '%s' is already reserved by instance '%s'"
                  .formatted(spec.dnsLabel(), taken.holder()));
      case ReservationResult.Vanished _ ->
          new HandlerResult.Failed(
              "names_in_motion", "Who had the name has just let go of it; please retry");
    };
  }

  private static Reservation reservation(CommandMessage command) {
    CommandInput input = CommandInput.of(command);
    InstanceSpec spec =
        new InstanceSpec(
            input.ref(),
            input.text("postgresVersion"),
            input.small("storageSizeGb"),
            input.flag("useLoadBalancer"),
            input.optionalText("dnsLabel"));
    if (spec.storageSizeGb() < 1) {
      throw new InvalidInputException("storageSizeGb must be at least 1");
    }
    return new Reservation(spec, input.optionalText("owner"), input.text("sealedPassword"));
  }
}
