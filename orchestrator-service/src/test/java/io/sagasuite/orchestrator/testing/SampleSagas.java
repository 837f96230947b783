package io.sagasuite.orchestrator.testing;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.SagaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Order sagas as the decider makes them, at fixed times and under fixed ids.
public final class SampleSagas {

  public static final Instant START = Instant.parse("2026-01-31T12:00:00.000123Z");
  public static final UUID SAGA_ID = UUID.fromString("019b0000-0000-7000-8000-000000000001");
  public static final SagaDefinition ORDER = order();

  private SampleSagas() {}

  @SuppressWarnings("unchecked")
  private static SagaDefinition order() {
    try (InputStream yaml = SampleSagas.class.getResourceAsStream("/definitions/order.yaml")) {
      return DefinitionParser.parse(new YAMLMapper().readValue(yaml, Map.class)).atVersion(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The decision that starts an order's saga.
  public static Decision start(UUID sagaId, Instant now) {
    Map<String, Object> input =
        Map.of(
            "orderId", "o-" + sagaId,
            "customerId", "c-42",
            "items", List.of(Map.of("productId", "widget", "quantity", 2)),
            "amount", "49.90",
            "currency", "EUR",
            "paymentSource", "tok_visa",
            "shippingAddress", Map.of("country", "DE"));
    return SagaDecider.decide(
        ORDER,
        null,
        new SagaInput.StartSaga(
            sagaId,
            "o-" + sagaId,
            Map.of("tenant", "t1"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            input,
            now));
  }

  /// The decision that a forward reply makes.
  public static Decision reply(SagaState state, String step, int attempt, Outcome outcome) {
    return reply(state, step, Direction.EXECUTE, attempt, outcome);
  }

  public static Decision reply(
      SagaState state, String step, Direction direction, int attempt, Outcome outcome) {
    return SagaDecider.decide(
        ORDER,
        state,
        new SagaInput.ReplyReceived(
            step, direction, attempt, outcome, state.updatedAt().plusMillis(10)));
  }

  public static Decision due(SagaState state, Instant now) {
    return SagaDecider.decide(ORDER, state, new SagaInput.DueTimeReached(now));
  }

  /// An order refused at shipping and undone, decision by decision.
  public static List<Decision> refusedAndUndone() {
    Decision started = start(SAGA_ID, START);
    Decision reserved =
        reply(
            started.state(),
            "reserve-stock",
            1,
            new Outcome.Succeeded(Map.of("reservationId", "r-1")));
    Decision flaky =
        reply(
            reserved.state(),
            "take-payment",
            1,
            new Outcome.Failed("gateway_unavailable", "try again"));
    Decision retried = due(flaky.state(), flaky.state().nextDueAt());
    Decision late =
        reply(retried.state(), "take-payment", 1, new Outcome.Failed("gateway_unavailable", "x"));
    Decision paid =
        reply(late.state(), "take-payment", 2, new Outcome.Succeeded(Map.of("paymentId", "p-1")));
    Decision refused =
        reply(
            paid.state(),
            "create-label",
            1,
            new Outcome.Rejected("shipping_label_failed", "no carrier"));
    Decision refunded =
        reply(
            refused.state(),
            "take-payment",
            Direction.COMPENSATE,
            1,
            new Outcome.Succeeded(Map.of()));
    Decision released =
        reply(
            refunded.state(),
            "reserve-stock",
            Direction.COMPENSATE,
            1,
            new Outcome.Succeeded(Map.of()));
    return List.of(started, reserved, flaky, retried, late, paid, refused, refunded, released);
  }

  /// An order fulfilled, decision by decision.
  public static List<Decision> fulfilled() {
    Decision started = start(SAGA_ID, START);
    Decision reserved =
        reply(
            started.state(),
            "reserve-stock",
            1,
            new Outcome.Succeeded(Map.of("reservationId", "r-1")));
    Decision paid =
        reply(
            reserved.state(), "take-payment", 1, new Outcome.Succeeded(Map.of("paymentId", "p-1")));
    Decision labelled =
        reply(paid.state(), "create-label", 1, new Outcome.Succeeded(Map.of("shippingId", "s-1")));
    return List.of(started, reserved, paid, labelled);
  }
}
