package io.sagasuite.messaging;

import io.sagasuite.messaging.testing.LayerRules;
import org.junit.jupiter.api.Test;

class ArchTest {

  private static final LayerRules RULES = new LayerRules("io.sagasuite.messaging");

  @Test
  void onlyTheInboxAndDeferredWorkTouchTheDatabase() {
    RULES.onlyTouchTheDatabase("database", "inbox", "deferred");
  }

  @Test
  void onlyRecordsAndParticipantsTouchKafka() {
    // The inbox knows the broker's failures by type, to tell passing trouble from lasting.
    RULES.onlyTouchKafka("kafka", "participant", "inbox");
  }

  @Test
  void dependsOnNoService() {
    RULES.dependsOnNoOtherService();
  }

  @Test
  void hasNoCycles() {
    RULES.hasNoCycles();
  }

  @Test
  void contractReadsNoClock() {
    RULES.areDeterministic("contract");
  }
}
