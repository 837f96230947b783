package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a stack is to hold before it is loaded.
record StackContents(LocalStack stack, Consumer<String> log) {

  private static final int REAL_ORDERS = 16;
  private static final int REAL_WAITING = 4;
  private static final String WAITING = "bench-waiting";
  private static final String WAITING_DEFINITION =
      """
      apiVersion: saga/v1
      name: bench-waiting
      deadline: P3650D
      steps:
        begin: { validate: input }
        later: { validate: input, needs: [begin], delay: P365D }
      """;
  private static final String WAITING_START = "{\"definition\": \"bench-waiting\"}";

  /// Finished orders, as if they had been placed in the month before.
  void history(int orders, OrderLoad load) throws InterruptedException {
    log.accept("filling the databases with %,d finished orders".formatted(orders));
    LoadResult real = load.closedLoop(REAL_ORDERS, REAL_ORDERS);
    if (!real.isAsExpected()) {
      throw new StackException("the orders to be copied went wrong: " + real.surprises());
    }
    List<CopiedTable> tables = new ArrayList<>(CopiedTable.OF_SAGAS);
    tables.addAll(CopiedTable.OF_ORDERS);
    SagaCopies.in(stack, log).add("order", new CopySpread("history", orders), tables);
  }

  /// Sagas that have begun and go on in about a year.
  void waiting(int sagas) throws InterruptedException {
    log.accept("filling the database with %,d waiting sagas".formatted(sagas));
    try (StackApi orchestrator = new StackApi(stack.process("orchestrator").url())) {
      orchestrator.put("/definitions/" + WAITING, "application/yaml", WAITING_DEFINITION);
      for (int i = 0; i < REAL_WAITING; i++) {
        orchestrator.post("/sagas", WAITING_START);
      }
    }
    SagaCopies.in(stack, log).add(WAITING, new CopySpread("waiting", sagas), CopiedTable.OF_SAGAS);
  }
}
