package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a stack is to hold before it is loaded.
record StackContents(LocalStack stack, Consumer<String> log) {

  private static final int REAL_ORDERS = 16;
  private static final String STOCK = "{\"available\": 1000000000}";
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
  void history(int orders, List<Integer> ports, double failShare) throws InterruptedException {
    log.accept("filling the databases with %,d finished orders".formatted(orders));
    OrderShape shape = new OrderShape(failShare, 1, 0);
    // The very first of a stack are slow, and their commands are sent again.
    realOrders(ports, shape);
    LoadResult real = realOrders(ports, shape);
    if (!real.isAsExpected()) {
      throw new StackException("the orders to be copied went wrong: " + real.surprises());
    }
    List<CopiedTable> tables = new ArrayList<>(CopiedTable.OF_SAGAS);
    tables.addAll(CopiedTable.OF_ORDERS);
    SagaCopies.in(stack, log).add("order", REAL_ORDERS, new CopySpread("history", orders), tables);
  }

  private static LoadResult realOrders(List<Integer> ports, OrderShape shape)
      throws InterruptedException {
    try (OrderLoad load = new OrderLoad(ports, shape, false)) {
      return load.closedLoop(REAL_ORDERS, REAL_ORDERS);
    }
  }

  /// Stock of the products that the services do not bring along.
  void products(int count) throws InterruptedException {
    try (StackApi inventory = new StackApi(stack.process("inventory").url())) {
      for (int i = 1; i < count; i++) {
        inventory.put("/stock/" + OrderShape.product(i), "application/json", STOCK);
      }
    }
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
    SagaCopies.in(stack, log)
        .add(WAITING, REAL_WAITING, new CopySpread("waiting", sagas), CopiedTable.OF_SAGAS);
  }
}
