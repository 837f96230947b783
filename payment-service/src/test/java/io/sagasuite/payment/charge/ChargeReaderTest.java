package io.sagasuite.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Direction;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChargeReaderTest {

  private static final UUID SAGA = new UUID(1, 2);

  @Test
  void readsTheAmountExactly() {
    Charge charge = ChargeReader.charge(command(Map.of()));
    assertThat(charge.amount()).isEqualTo(new BigDecimal("49.90"));
    assertThat(charge.key().idempotencyKey(Direction.EXECUTE))
        .isEqualTo(SAGA + ":take-payment:execute");
  }

  @ParameterizedTest
  @CsvSource({
    "amount, 0",
    "amount, 0.00",
    "amount, -1",
    "amount, 1e3",
    "amount, ''",
    "amount, 1.23456",
    "amount, 9999999999999999",
    "currency, eur",
    "currency, ''",
    "source, ''",
    "orderId, ''"
  })
  void refusesWhatNoGatewayTakes(String field, String value) {
    CommandMessage command = command(Map.of(field, value));
    assertThatThrownBy(() -> ChargeReader.charge(command))
        .isInstanceOf(MalformedChargeException.class);
  }

  private static CommandMessage command(Map<String, Object> changes) {
    Map<String, Object> input = new HashMap<>();
    input.put("orderId", "o-1");
    input.put("amount", "49.90");
    input.put("currency", "EUR");
    input.put("source", "tok_visa");
    input.putAll(changes);
    return new Commands("take-payment", "TakePayment", "RefundPayment").execute(SAGA, 1, input);
  }
}
