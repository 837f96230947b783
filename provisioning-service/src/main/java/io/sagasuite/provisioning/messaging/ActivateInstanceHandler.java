package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StateStore;
import io.sagasuite.provisioning.store.StateStore.Activation;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has an instance run. From here on there is no way back but to delete it.
@Singleton
final class ActivateInstanceHandler implements CommandHandler {

  private final InstanceStore instances;
  private final StateStore states;

  ActivateInstanceHandler(InstanceStore instances, StateStore states) {
    this.instances = instances;
    this.states = states;
  }

  @Override
  public String command() {
    return "ActivateInstance";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return OneByOne.handle(
        commands,
        command -> {
          CommandInput input = CommandInput.of(command);
          Activation activation = activation(input);
          return instances
              .lock(tx, input.instanceId())
              .chain(found -> activate(tx, found, activation));
        });
  }

  private Uni<HandlerResult> activate(
      LocalTransaction tx, Optional<StoredInstance> found, Activation activation) {
    if (found.isEmpty() || found.get().state() != InstanceState.CREATING) {
      String state = found.map(instance -> instance.state().word()).orElse("unknown");
      return Uni.createFrom()
          .item(
              new HandlerResult.Rejected(
                  "not_creating", "Only what is being created can begin to run; it is " + state));
    }
    return states
        .activate(tx, found.get(), activation)
        .map(seconds -> new HandlerResult.Done(Map.of("deploymentTimeSeconds", seconds)));
  }

  private static Activation activation(CommandInput input) {
    Endpoint endpoint =
        new Endpoint(
            input.text("host"), input.small("port"), input.optionalText("externalIp"), null);
    return new Activation(
        endpoint,
        input.text("connectionString"),
        input.optionalText("dnsConnectionString"),
        input.text("postgresVersion"));
  }
}
