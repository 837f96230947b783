package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// A broker that asks for a password: the clients that are opened by hand have to know it as well.
/// Here its settings lack it, and each of them says so; a client that ignored them would not.
class SecuredBrokerTest {

  private static final Map<String, Object> SETTINGS =
      Map.of("bootstrap.servers", "localhost:1", "security.protocol", "SASL_PLAINTEXT");

  @Test
  void theEventTailsProducerHasTheSettingsOfAll() {
    assertMissesThePassword(() -> new EventProducer(SETTINGS).open());
  }

  @Test
  void theConsumerOfTopicEndsHasTheSettingsOfAll() {
    assertMissesThePassword(() -> new TopicEnds(SETTINGS).read("saga.events", Map.of()));
  }

  @Test
  void whatAsksForLagsHasTheSettingsOfAll() {
    assertMissesThePassword(
        () -> new ConsumerLags(SETTINGS, Set.of("inventory"), "orchestrator", "children"));
  }

  private static void assertMissesThePassword(ThrowingCallable opened) {
    assertThatThrownBy(opened).rootCause().hasMessageContaining("JAAS configuration");
  }
}
