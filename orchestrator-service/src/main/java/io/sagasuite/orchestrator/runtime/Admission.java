package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;

/// Refuses starts while a consumer that they need is too far behind. What is taken in beyond that
/// would only wait, be sent again because it waits, and in the end be undone for being late. Sagas
/// that need no such consumer go on being taken in.
///
/// Looks at the broker only while there are starts. When it cannot look it refuses nothing.
@ApplicationScoped
class Admission {

  private final ConsumerLags lags;
  private final Definitions definitions;
  private final AdmissionSettings settings;
  private final Meters meters;
  private final Pulse pulse;
  private volatile Map<String, ConsumerLag> late = Map.of();
  private volatile boolean isAsked;

  Admission(
      ConsumerLags lags,
      Definitions definitions,
      AdmissionSettings settings,
      MeterRegistry registry,
      Vertx vertx) {
    this.lags = lags;
    this.definitions = definitions;
    this.settings = settings;
    this.meters = new Meters(registry);
    this.pulse = new Pulse(vertx, "admission", settings.pollInterval(), this::look);
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    pulse.start();
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  /// Lets a new saga pass.
  ///
  /// @throws OverloadedException when it needs a consumer that is too far behind
  void admit(SagaState start) {
    isAsked = true;
    Map<String, ConsumerLag> behind = late;
    if (behind.isEmpty()) {
      return;
    }
    refuseIfLate(Topics.REPLIES, behind);
    var definition =
        definitions.loaded(new Definitions.Key(start.definition(), start.definitionVersion()));
    for (Step step : definition.steps()) {
      switch (step.action()) {
        case Action.Command command ->
            refuseIfLate(Topics.commandsOf(command.participant()), behind);
        case Action.RunSaga _ -> refuseIfLate(Topics.commandsOf(SagaEffects.ORCHESTRATOR), behind);
        default -> {}
      }
    }
  }

  private void refuseIfLate(String topic, Map<String, ConsumerLag> behind) {
    ConsumerLag lag = behind.get(topic);
    if (lag != null) {
      meters.counter("saga.starts.refused", "topic", topic).increment();
      throw new OverloadedException(
          "%d messages on %s wait for their consumer already".formatted(lag.messages(), topic),
          lag.retryAfterSeconds());
    }
  }

  private Uni<Boolean> look() {
    if (!isAsked && late.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    isAsked = false;
    return lags.look()
        .invoke(seen -> late = tooLate(seen))
        .onFailure()
        .invoke(failure -> late = Map.of())
        .replaceWith(false);
  }

  private Map<String, ConsumerLag> tooLate(Map<String, ConsumerLag> seen) {
    Map<String, ConsumerLag> found = new HashMap<>(0);
    seen.forEach((topic, lag) -> {
      if (lag.exceeds(settings.messagesMin(), settings.time())) {
        found.put(topic, lag);
      }
    });
    return Map.copyOf(found);
  }
}
