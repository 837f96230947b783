package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Refuses starts while a consumer that they need is too far behind. What is taken in beyond that
/// would only wait, be sent again because it waits, and in the end be undone for being late. Sagas
/// that need no such consumer go on being taken in.
///
/// Looks at the broker only while there are starts, or a consumer is late. Between two looks no
/// more are taken in than the last one showed room for. When it cannot look it refuses nothing.
@ApplicationScoped
public class Admission {

  /// What the last look at a topic showed.
  ///
  /// @param left how many more starts may need it before the next look
  private record Room(ConsumerLag lag, AtomicLong left) {}

  private final ConsumerLags lags;
  private final Definitions definitions;
  private final AdmissionSettings settings;
  private final Meters meters;
  private final Pulse pulse;
  private final Map<Definitions.Key, Set<String>> topics = new ConcurrentHashMap<>();
  private volatile Map<String, Room> rooms = Map.of();
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

  /// Lets a saga of one of the suite's own definitions pass.
  ///
  /// @throws OverloadedException when it needs a consumer that is too far behind
  public void admit(String shippedDefinition) {
    admit(definitions.current(shippedDefinition));
  }

  /// Lets a new saga pass.
  ///
  /// @throws OverloadedException when it needs a consumer that is too far behind
  void admit(SagaState start) {
    admit(definitions.loaded(new Definitions.Key(start.definition(), start.definitionVersion())));
  }

  private void admit(SagaDefinition definition) {
    isAsked = true;
    Map<String, Room> known = rooms;
    if (known.isEmpty()) {
      return;
    }
    var key = new Definitions.Key(definition.name(), definition.version());
    for (String topic : topics.computeIfAbsent(key, unknown -> topicsOf(definition))) {
      Room room = known.get(topic);
      if (room != null && room.left().decrementAndGet() < 0) {
        throw refused(topic, room.lag());
      }
    }
  }

  private static Set<String> topicsOf(SagaDefinition definition) {
    return Stream.concat(
            Stream.of(Topics.REPLIES),
            definition.steps().stream().flatMap(step -> commandTopic(step.action())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> commandTopic(Action action) {
    return switch (action) {
      case Action.Command command -> Stream.of(Topics.commandsOf(command.participant()));
      case Action.RunSaga _ -> Stream.of(Topics.commandsOf(SagaEffects.ORCHESTRATOR));
      case Action.CoveredBy _, Action.Validate _, Action.Publish _, Action.AwaitSignal _ ->
          Stream.empty();
    };
  }

  private OverloadedException refused(String topic, ConsumerLag lag) {
    meters.counter("saga.starts.refused", "topic", topic).increment();
    return new OverloadedException(
        "%s is too far behind to take more, at least %d messages wait"
            .formatted(topic, lag.messages()),
        lag.retryAfterSeconds());
  }

  private Uni<Boolean> look() {
    boolean asked = isAsked;
    if (!asked && rooms.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    isAsked = false;
    return lags.look()
        .invoke(seen -> rooms = asked || isAnyLate(seen) ? roomsIn(seen) : Map.of())
        .onFailure()
        .invoke(failure -> rooms = Map.of())
        .replaceWith(false);
  }

  private boolean isAnyLate(Map<String, ConsumerLag> seen) {
    return seen.values().stream().anyMatch(lag -> roomIn(lag) <= 0);
  }

  private long roomIn(ConsumerLag lag) {
    return lag.room(settings.messagesMin(), settings.time());
  }

  private Map<String, Room> roomsIn(Map<String, ConsumerLag> seen) {
    Map<String, Room> found = HashMap.newHashMap(seen.size());
    seen.forEach((topic, lag) -> found.put(topic, new Room(lag, new AtomicLong(roomIn(lag)))));
    return found;
  }
}
