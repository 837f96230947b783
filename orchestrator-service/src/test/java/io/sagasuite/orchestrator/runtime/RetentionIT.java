package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.RetentionStore;
import io.sagasuite.orchestrator.testing.OldSagas;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RetentionIT {

  @Inject Pool pool;
  @Inject RetentionStore store;
  @Inject DatabaseClock clock;
  @Inject Vertx vertx;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void walksToTheEndAndBeginsAgain() {
    OldSagas old = new OldSagas(pool);
    UUID parked = old.saga("parked");
    UUID ended = old.order("completed");
    old.awaitPublished();
    Retention retention =
        new Retention(registry, store, clock, Duration.between(old.limit(), clock.now()), vertx);

    walk(retention);

    assertThat(old.rowsOf(ended)).isZero();
    assertThat(deleted("saga")).isOne();
    assertThat(deleted("journal")).isEqualTo(2);
    assertThat(deleted("orders")).isOne();

    old.end(parked, "compensated");
    walk(retention);

    assertThat(old.rowsOf(parked)).isZero();
    assertThat(deleted("saga")).isEqualTo(2);
  }

  private static void walk(Retention retention) {
    await().until(() -> !retention.runOnce().await().indefinitely());
  }

  private double deleted(String table) {
    return registry.get("retention.rows.deleted").tag("table", table).counter().count();
  }
}
