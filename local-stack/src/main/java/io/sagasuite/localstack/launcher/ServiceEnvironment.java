package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import io.sagasuite.localstack.postgres.PostgresBinaries;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What a service is told by its environment. Each gets the keys that it needs and no others.
record ServiceEnvironment(StackOptions options) {

  /// @param process its name, which tells copies of one service apart
  Map<String, String> of(String process, String service) {
    Map<String, String> environment = new HashMap<>(common(process));
    environment.putAll(tracing());
    switch (service) {
      case StackOptions.ORCHESTRATOR -> environment.putAll(ofOrchestrator());
      case StackOptions.PROVISIONING -> environment.putAll(ofProvisioning());
      default -> {}
    }
    return environment;
  }

  private Map<String, String> common(String process) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        "127.0.0.1:" + options.ports().of(StackPorts.KAFKA),
        "SUITE_DB_HOST",
        "127.0.0.1",
        "SUITE_DB_PORT",
        Integer.toString(options.ports().of(StackPorts.POSTGRES)),
        "SUITE_DB_USER",
        EmbeddedPostgres.USER,
        "SUITE_DB_PASSWORD",
        EmbeddedPostgres.USER,
        "SUITE_INSTANCE",
        process,
        "HTTP_PORT",
        Integer.toString(options.ports().of(process)),
        "QUARKUS_HTTP_HOST",
        "127.0.0.1");
  }

  private Map<String, String> tracing() {
    Tracing tracing = options.tracing();
    return tracing == null
        ? Map.of()
        : Map.of(
            "SUITE_TRACES_EXPORTER",
            "zipkin",
            "OTEL_EXPORTER_ZIPKIN_ENDPOINT",
            options.zipkin().spansUrl(),
            "SUITE_TRACE_URL_TEMPLATE",
            options.zipkin().traceUrlTemplate(),
            "TRACES_RATIO",
            Double.toString(tracing.ratio()));
  }

  private Map<String, String> ofOrchestrator() {
    if (!options.services().contains(StackOptions.PROVISIONING)) {
      return Map.of();
    }
    return Map.of(
        "SUITE_SEALING_PUBLIC_KEY_FILE",
        options.keys().publicKey().toString(),
        "SUITE_PROVISIONING_URL",
        "http://127.0.0.1:" + options.ports().of(StackOptions.PROVISIONING));
  }

  private Map<String, String> ofProvisioning() {
    SuiteKeys keys = options.keys();
    Map<String, String> environment = new HashMap<>();
    environment.put("SUITE_SEALING_PRIVATE_KEY_FILE", keys.privateKey().toString());
    environment.put("SUITE_CREDENTIALS_TOKEN_FILE", keys.credentialsToken().toString());
    Path kubeconfig = options.kubeconfig();
    if (kubeconfig == null) {
      environment.put("SUITE_PROVISIONER", "local");
      environment.put("SUITE_LOCAL_POSTGRES_HOME", PostgresBinaries.unpack().toString());
      environment.put("SUITE_LOCAL_INSTANCES_DIR", options.instances().toString());
    } else {
      environment.put("SUITE_PROVISIONER", "kubernetes");
      environment.put("KUBECONFIG", kubeconfig.toString());
    }
    return environment;
  }
}
