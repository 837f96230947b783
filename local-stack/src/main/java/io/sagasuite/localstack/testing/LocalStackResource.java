package io.sagasuite.localstack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.postgres.PostgresBinaries;
import java.util.HashMap;
import java.util.Map;

/// Gives a `@QuarkusTest` a real broker and a real database server. All test classes of a JVM share
/// them, across restarts of the application too; they end with the JVM.
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    TestServers servers = TestServers.ofThisJvm();
    Map<String, String> properties = new HashMap<>();
    properties.put("quarkus.devservices.enabled", "false");
    properties.put("quarkus.http.test-port", "0");
    properties.put("kafka.bootstrap.servers", servers.kafka());
    properties.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka());
    properties.put("SUITE_DB_HOST", servers.postgresHost());
    properties.put("SUITE_DB_PORT", Integer.toString(servers.postgresPort()));
    properties.put("SUITE_DB_USER", EmbeddedPostgres.USER);
    properties.put("SUITE_DB_PASSWORD", EmbeddedPostgres.USER);
    properties.putAll(forInstances(servers));
    return Map.copyOf(properties);
  }

  /// What it takes to have instances as local processes. A service ends its servers itself; those
  /// of one that cannot are ended with the JVM.
  private static Map<String, String> forInstances(TestServers servers) {
    SuiteKeys keys = servers.keys();
    return Map.of(
        "suite.sealing.public-key-file",
        keys.publicKey().toString(),
        "suite.sealing.private-key-file",
        keys.privateKey().toString(),
        "suite.credentials.token-file",
        keys.credentialsToken().toString(),
        "suite.local.postgres-home",
        PostgresBinaries.unpack().toString(),
        "suite.local.instances-dir",
        servers.instances().toString());
  }

  /// The servers outlive one application, see [TestServers].
  @Override
  public void stop() {}
}
