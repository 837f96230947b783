package io.sagasuite.payment;

import io.sagasuite.messaging.testing.LayerRules;
import org.junit.jupiter.api.Test;

class ArchTest {

  private static final LayerRules RULES = new LayerRules("io.sagasuite.payment");

  @Test
  void chargeIsPure() {
    RULES.arePure("charge");
  }

  @Test
  void onlyTheStoreTouchesTheDatabase() {
    // The sandbox plays a gateway with a memory of its own.
    RULES.onlyTouchTheDatabase("store", "gateway");
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
