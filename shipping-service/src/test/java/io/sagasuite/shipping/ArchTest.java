package io.sagasuite.shipping;

import io.sagasuite.messaging.testing.LayerRules;
import org.junit.jupiter.api.Test;

class ArchTest {

  private static final LayerRules RULES = new LayerRules("io.sagasuite.shipping");

  @Test
  void shipmentIsPure() {
    RULES.arePure("shipment");
  }

  @Test
  void onlyTheStoreTouchesTheDatabase() {
    RULES.onlyTouchTheDatabase("store");
  }

  @Test
  void onlyMessagingTouchesKafka() {
    RULES.onlyTouchKafka("messaging");
  }

  @Test
  void dependsOnNoOtherService() {
    RULES.dependsOnNoOtherService();
  }

  @Test
  void hasNoCycles() {
    RULES.hasNoCycles();
  }
}
