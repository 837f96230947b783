package io.sagasuite.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How the database means to carry out the statements that take a batch, when it plans them once
/// for all batches.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BatchPlansIT {

  @Inject Pool pool;

  static List<String> statements() {
    return List.of(
        SagaStore.MOVE,
        OrderStore.ACCEPT,
        SagaStartStore.ACCEPT,
        InstanceStore.ACCEPT,
        DeletionStore.ACCEPT);
  }

  @ParameterizedTest
  @MethodSource("statements")
  void noRowOfABatchIsComparedWithAllOthers(String sql) {
    String plan =
        pool.query("EXPLAIN (GENERIC_PLAN) " + sql)
            .execute()
            .map(rows ->
                rows.stream().map(row -> row.getString(0)).collect(Collectors.joining("\n")))
            .await()
            .indefinitely();

    assertThat(plan).contains("hashed SubPlan").doesNotContain("Join Filter");
  }
}
