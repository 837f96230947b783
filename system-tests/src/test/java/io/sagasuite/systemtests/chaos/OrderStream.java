package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.SampleOrders;
import io.sagasuite.systemtests.chaos.RunHistory.AcceptedOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers who keep ordering, each at its own time, whatever happens to the suite. A customer
/// whose call breaks sends the same order again, to the next orchestrator, until it has its answer.
/// Only so many wait at a time; while the suite stands still, no more come.
final class OrderStream implements AutoCloseable {

  private static final long DRAIN_SECONDS = 90;
  private static final int WAITING_MAX = 150;

  private final OrderClient client;
  private final Random random;
  private final long intervalMicros;
  private final Queue<OrderOutcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  OrderStream(List<String> orchestrators, int perSecond, long seed) {
    client = new OrderClient(orchestrators);
    random = new Random(seed);
    intervalMicros = TimeUnit.SECONDS.toMicros(1) / perSecond;
  }

  void start() {
    var _ = clock.scheduleAtFixedRate(this::sendOne, 0, intervalMicros, TimeUnit.MICROSECONDS);
  }

  /// Sends no more, and waits for every answer that is still owed.
  void finish() throws InterruptedException {
    clock.shutdownNow();
    customers.shutdown();
    if (!customers.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(
          (started.get() - outcomes.size()) + " of " + started.get() + " orders were not answered");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    customers.shutdownNow();
  }

  int settled() {
    return outcomes.size();
  }

  /// When the first order after this moment was settled.
  OptionalLong settledSince(long moment) {
    return outcomes.stream()
        .mapToLong(OrderOutcome::settledAt)
        .filter(settledAt -> settledAt - moment >= 0)
        .min();
  }

  /// When the last prompt order that was under way at this moment was settled.
  OptionalLong lastSettledOf(long moment) {
    return outcomes.stream()
        .filter(one -> one.isPrompt() && one.sentAt() < moment && one.settledAt() >= moment)
        .mapToLong(OrderOutcome::settledAt)
        .max();
  }

  /// What the checker is told that clients were promised.
  List<AcceptedOrder> accepted() {
    return outcomes.stream()
        .map(one -> new AcceptedOrder(one.orderId(), one.sagaIds(), one.status()))
        .toList();
  }

  private void sendOne() {
    if (started.get() - outcomes.size() >= WAITING_MAX) {
      return;
    }
    Map<String, Object> order = next();
    int number = started.getAndIncrement();
    customers.execute(() -> outcomes.add(client.settle(order, number)));
  }

  /// 20 % cannot be shipped; of all, some are declined, some stumble at the gateway, a few are
  /// never answered by it, and a few can be paid but not refunded.
  private Map<String, Object> next() {
    Map<String, Object> order =
        random.nextInt(100) < 20 ? SampleOrders.unshippable() : SampleOrders.good();
    int quantity = 1 + random.nextInt(3);
    order.put("items", List.of(SampleOrders.item(CrashST.PRODUCT, quantity)));
    order.put("amount", (1 + random.nextInt(99)) + ".90");
    order.put("paymentSource", source(random.nextInt(100)));
    return order;
  }

  private static String source(int percentile) {
    if (percentile < 8) {
      return "tok_declined";
    }
    if (percentile < 14) {
      return "tok_flaky";
    }
    if (percentile < 15) {
      return "tok_timeout";
    }
    return percentile < 16 ? "tok_refund_fails" : "tok_visa";
  }
}
