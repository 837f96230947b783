package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.provisioning.connection.ServerAnswer;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.HealthStore;
import io.sagasuite.provisioning.store.HealthStore.HealthCheck;
import io.sagasuite.provisioning.store.StoredInstance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Looks whether an instance is healthy, once in each round. An instance that is gone is refused,
/// which ends whoever goes on asking.
@Singleton
final class ProbeInstanceHandler implements DeferredHandler {

  private final InstanceDesk desk;
  private final ConnectionCheck check;
  private final HealthStore health;

  ProbeInstanceHandler(InstanceDesk desk, ConnectionCheck check, HealthStore health) {
    this.desk = desk;
    this.check = check;
    this.health = health;
  }

  @Override
  public String command() {
    return "ProbeInstance";
  }

  @Override
  public DeferredResult run(CommandMessage command) throws InterruptedException {
    return InstanceDesk.guarded(() -> {
      CommandInput input = CommandInput.of(command);
      UUID id = input.instanceId();
      long round = input.number("round");
      Optional<StoredInstance> found = desk.find(id);
      if (found.isEmpty() || !isThere(found.get().state())) {
        return DeferredResult.rejected("instance_gone", "There is no such instance any more");
      }
      return probe(found.get(), round);
    });
  }

  private static boolean isThere(InstanceState state) {
    return switch (state) {
      case CREATING, RUNNING -> true;
      case DELETING, DELETED, FAILED -> false;
    };
  }

  private DeferredResult probe(StoredInstance instance, long round) throws InterruptedException {
    long startedNanos = System.nanoTime();
    ServerAnswer answer = check.ask(instance);
    long ms = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    UUID id = instance.ref().instanceId();
    HealthCheck seen =
        switch (answer) {
          case ServerAnswer.Answered yes ->
              new HealthCheck(id, round, true, ms, yes.version(), null);
          case ServerAnswer.Refused no -> new HealthCheck(id, round, false, ms, null, no.message());
          case ServerAnswer.Silent no -> new HealthCheck(id, round, false, ms, null, no.message());
        };
    return DeferredResult.done(output(seen)).writing(tx -> health.record(tx, seen));
  }

  private static Map<String, Object> output(HealthCheck check) {
    Map<String, Object> output = new HashMap<>();
    output.put("healthy", check.healthy());
    output.put("responseTimeMs", check.responseTimeMs());
    if (check.postgresVersion() != null) {
      output.put("postgresVersion", check.postgresVersion());
    }
    if (check.error() != null) {
      output.put("error", check.error());
    }
    return output;
  }
}
