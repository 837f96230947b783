package io.sagasuite.provisioning;

import io.sagasuite.messaging.testing.LayerRules;
import org.junit.jupiter.api.Test;

class ArchTest {

  private static final LayerRules RULES = new LayerRules("io.sagasuite.provisioning");

  @Test
  void instancesArePure() {
    RULES.arePure("instance");
  }

  @Test
  void onlyTheStoreAndConnectionsTouchDatabases() {
    RULES.onlyTouchTheDatabase("store", "connection");
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
