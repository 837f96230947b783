package io.sagasuite.provisioning.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;

/// An API server that lives in the test's own process. It knows no access rules.
final class MockCluster implements TestCluster {

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(new ObjectMapper()),
          new MockWebServer(),
          new HashMap<>(),
          new MockApi(),
          false);

  MockCluster() {
    server.start();
  }

  @Override
  public Config admin() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.url("/"))
        .withNamespace("toygres")
        .withWatchReconnectInterval(100)
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  @Override
  public Config provisioning() {
    return admin();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
