package io.sagasuite.systemtests.flow;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Many callers who all begin at the same moment.
final class Crowd {

  private Crowd() {}

  static <T> List<T> of(int callers, IntFunction<T> call) {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers =
          IntStream.range(0, callers)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return call.apply(i);
                  }))
              .toList();
      start.countDown();
      return answers.stream().map(Crowd::answer).toList();
    }
  }

  /// Submits an order and waits for its end.
  static Response submit(String orchestrator, Map<String, Object> order) {
    return Suite.at(orchestrator)
        .contentType(ContentType.JSON)
        .header("Prefer", "wait=60")
        .body(order)
        .post("/orders");
  }

  private static <T> T answer(Future<T> call) {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a call failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
