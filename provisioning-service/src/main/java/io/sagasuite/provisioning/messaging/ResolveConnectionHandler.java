package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StoredInstance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds out where an instance answers, whether that is an address or a name.
@Singleton
final class ResolveConnectionHandler implements DeferredHandler {

  private final InstanceDesk desk;
  private final InstanceStore instances;

  ResolveConnectionHandler(InstanceDesk desk, InstanceStore instances) {
    this.desk = desk;
    this.instances = instances;
  }

  @Override
  public String command() {
    return "ResolveConnection";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      StoredInstance instance = desk.instance(CommandInput.of(command).instanceId());
      Optional<Endpoint> endpoint =
          desk.provisioner().awaitEndpoint(instance.spec(), InstanceDesk.WAIT);
      return endpoint
          .map(found ->
              DeferredResult.done(output(found))
                  .writing(tx -> instances.resolved(tx, instance.ref().instanceId(), found)))
          .orElseGet(() ->
              DeferredResult.failed(
                  "no_address_yet",
                  "no address after %d s".formatted(InstanceDesk.WAIT.toSeconds())));
    });
  }

  private static Map<String, Object> output(Endpoint endpoint) {
    Map<String, Object> output = new HashMap<>();
    output.put("host", endpoint.host());
    output.put("port", endpoint.port());
    output.put("connectionString", ConnectionStrings.open(endpoint.host(), endpoint.port()));
    if (endpoint.externalIp() != null) {
      output.put("externalIp", endpoint.externalIp());
    }
    if (endpoint.dnsName() != null) {
      output.put("dnsName", endpoint.dnsName());
      output.put(
          "dnsConnectionString", ConnectionStrings.open(endpoint.dnsName(), endpoint.port()));
    }
    return output;
  }
}
