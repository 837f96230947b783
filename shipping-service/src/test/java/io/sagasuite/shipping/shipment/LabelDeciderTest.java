package io.sagasuite.shipping.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.testing.Commands;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelDeciderTest {

  private static final UUID SAGA = new UUID(1, 2);

  @Test
  void givesOneSagaTheSameTrackingNumberAlways() {
    assertThat(LabelDecider.decide(command(SAGA, Map.of())))
        .isEqualTo(LabelDecider.decide(command(SAGA, Map.of())))
        .isInstanceOf(LabelDecision.Made.class)
        .isNotEqualTo(LabelDecider.decide(command(new UUID(1, 3), Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "country, ZZ, no carrier ships to ZZ",
    "country, Germany, no carrier ships to Germany",
    "country, '', the address has no country",
    "street, ' ', the address has no street",
    "name, '', the address has no name"
  })
  void refusesWhereNoCarrierGoes(String field, String value, String reason) {
    assertThat(LabelDecider.decide(command(SAGA, Map.of(field, value))))
        .isEqualTo(new LabelDecision.Refused(reason));
  }

  @Test
  void refusesACommandWithoutAnAddress() {
    CommandMessage command =
        new Commands("create-label", "CreateLabel", "CancelLabel").execute(SAGA, 1, Map.of());
    assertThat(LabelDecider.decide(command))
        .isEqualTo(new LabelDecision.Refused("there is no address"));
  }

  private static CommandMessage command(UUID saga, Map<String, Object> changes) {
    Map<String, Object> address = new HashMap<>();
    address.put("name", "A. Ada");
    address.put("street", "1 Main St");
    address.put("city", "Berlin");
    address.put("postalCode", "10115");
    address.put("country", "DE");
    address.putAll(changes);
    return new Commands("create-label", "CreateLabel", "CancelLabel")
        .execute(saga, 1, Map.of("orderId", "o-1", "address", address));
  }
}
