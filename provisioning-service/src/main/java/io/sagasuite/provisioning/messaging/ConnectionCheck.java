package io.sagasuite.provisioning.messaging;

import io.sagasuite.provisioning.connection.Address;
import io.sagasuite.provisioning.connection.InstanceClient;
import io.sagasuite.provisioning.connection.ServerAnswer;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.store.StoredInstance;
import io.sagasuite.provisioning.store.StoredInstance.StoredEndpoint;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks an instance who it is, where it is recorded to answer: under its name first, if it has one,
/// and under its address when nobody answers there. It may have moved since it was recorded, so
/// that nobody, or somebody else, answers there.
@Singleton
final class ConnectionCheck {

  private static final Logger LOGGER = Logger.getLogger(ConnectionCheck.class);

  private final InstanceDesk desk;
  private final InstanceClient client;

  ConnectionCheck(InstanceDesk desk, InstanceClient client) {
    this.desk = desk;
    this.client = client;
  }

  /// What came of asking, and where the instance is by now if that is not what is recorded.
  record Sight(ServerAnswer answer, @Nullable Endpoint movedTo) {}

  /// Asks where it is recorded, and where it has moved to when it does not answer there.
  Sight look(StoredInstance instance) throws InterruptedException {
    ServerAnswer answer = ask(instance);
    if (answer instanceof ServerAnswer.Answered) {
      return new Sight(answer, null);
    }
    Optional<Endpoint> moved = moved(instance);
    return moved.isEmpty()
        ? new Sight(answer, null)
        : new Sight(ask(instance, stored(moved.get())), moved.get());
  }

  ServerAnswer ask(StoredInstance instance) throws InterruptedException {
    StoredEndpoint endpoint = instance.endpoint();
    return endpoint == null
        ? new ServerAnswer.Silent("no address is known yet")
        : ask(instance, endpoint);
  }

  private ServerAnswer ask(StoredInstance instance, StoredEndpoint endpoint)
      throws InterruptedException {
    Password password = desk.password(instance);
    if (endpoint.dnsName() != null) {
      ServerAnswer answer = client.ask(new Address(endpoint.dnsName(), endpoint.port()), password);
      if (!(answer instanceof ServerAnswer.Silent)) {
        return answer;
      }
    }
    return client.ask(new Address(endpoint.host(), endpoint.port()), password);
  }

  /// What cannot be found out now is left as it is recorded.
  private Optional<Endpoint> moved(StoredInstance instance) {
    StoredEndpoint recorded = instance.endpoint();
    try {
      return desk.provisioner()
          .awaitEndpoint(instance.spec(), Duration.ZERO)
          .map(found -> named(found, recorded))
          .filter(found -> !stored(found).equals(recorded));
    } catch (ProvisioningException e) {
      LOGGER.warnf(
          "nobody knows where an instance is, instance-id=%s, reason=%s",
          instance.ref().instanceId(), e.reason());
      return Optional.empty();
    }
  }

  /// A name stays, though it may not be told every time.
  private static Endpoint named(Endpoint found, @Nullable StoredEndpoint recorded) {
    return found.dnsName() != null || recorded == null
        ? found
        : new Endpoint(found.host(), found.port(), found.externalIp(), recorded.dnsName());
  }

  private static StoredEndpoint stored(Endpoint endpoint) {
    return new StoredEndpoint(endpoint.host(), endpoint.port(), endpoint.dnsName());
  }
}
