package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.connection.ServerAnswer;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.HealthStore;
import io.sagasuite.provisioning.store.HealthStore.HealthCheck;
import io.sagasuite.provisioning.store.InstanceStore;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks whether an instance is healthy, once in each round, and notes where it answers when it has
/// moved. An instance that is gone is refused, which ends whoever goes on asking.
@Singleton
final class ProbeInstanceHandler implements DeferredHandler {

  private final InstanceDesk desk;
  private final ConnectionCheck check;
  private final HealthStore health;
  private final InstanceStore instances;

  ProbeInstanceHandler(
      InstanceDesk desk, ConnectionCheck check, HealthStore health, InstanceStore instances) {
    this.desk = desk;
    this.check = check;
    this.health = health;
    this.instances = instances;
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
    ConnectionCheck.Sight sight = check.look(instance);
    long ms = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    UUID id = instance.ref().instanceId();
    HealthCheck seen =
        switch (sight.answer()) {
          case ServerAnswer.Answered yes ->
              new HealthCheck(id, round, true, ms, yes.version(), null);
          case ServerAnswer.Refused no -> new HealthCheck(id, round, false, ms, null, no.message());
          case ServerAnswer.Silent no -> new HealthCheck(id, round, false, ms, null, no.message());
        };
    return DeferredResult.done(output(seen))
        .writing(tx -> health.record(tx, seen).chain(() -> record(tx, instance, sight.movedTo())));
  }

  private Uni<Void> record(
      LocalTransaction tx, StoredInstance instance, @Nullable Endpoint movedTo) {
    return movedTo == null
        ? Uni.createFrom().voidItem()
        : instances.resolved(tx, instance.ref().instanceId(), movedTo);
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
