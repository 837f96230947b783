package io.sagasuite.localstack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import java.util.Map;

/// Gives a `@QuarkusTest` a real broker and a real database server. All test classes of a JVM share
/// them, across restarts of the application too; they end with the JVM.
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    TestServers servers = TestServers.ofThisJvm();
    return Map.of(
        "quarkus.devservices.enabled",
        "false",
        "quarkus.http.test-port",
        "0",
        "kafka.bootstrap.servers",
        servers.kafka(),
        "KAFKA_BOOTSTRAP_SERVERS",
        servers.kafka(),
        "SUITE_DB_HOST",
        servers.postgresHost(),
        "SUITE_DB_PORT",
        Integer.toString(servers.postgresPort()),
        "SUITE_DB_USER",
        EmbeddedPostgres.USER,
        "SUITE_DB_PASSWORD",
        EmbeddedPostgres.USER);
  }

  /// The servers outlive one application, see [TestServers].
  @Override
  public void stop() {}
}
