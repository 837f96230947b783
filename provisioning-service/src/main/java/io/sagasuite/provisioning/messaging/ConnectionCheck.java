package io.sagasuite.provisioning.messaging;

import io.sagasuite.provisioning.connection.Address;
import io.sagasuite.provisioning.connection.InstanceClient;
import io.sagasuite.provisioning.connection.ServerAnswer;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.store.StoredInstance;
import io.sagasuite.provisioning.store.StoredInstance.StoredEndpoint;
import jakarta.inject.Singleton;

/// Asks an instance who it is, where it is recorded to answer: under its name first, if it has one,
/// and under its address when nobody answers there.
@Singleton
final class ConnectionCheck {

  private final InstanceDesk desk;
  private final InstanceClient client;

  ConnectionCheck(InstanceDesk desk, InstanceClient client) {
    this.desk = desk;
    this.client = client;
  }

  ServerAnswer ask(StoredInstance instance) throws InterruptedException {
    StoredEndpoint endpoint = instance.endpoint();
    if (endpoint == null) {
      return new ServerAnswer.Silent("no address is known yet");
    }
    Password password = desk.password(instance);
    if (endpoint.dnsName() != null) {
      ServerAnswer answer = client.ask(new Address(endpoint.dnsName(), endpoint.port()), password);
      if (!(answer instanceof ServerAnswer.Silent)) {
        return answer;
      }
    }
    return client.ask(new Address(endpoint.host(), endpoint.port()), password);
  }
}
