package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.pulse.Pulse;
import io.sagasuite.orchestrator.store.BacklogStore;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Refuses starts while the consumers that they need are too far behind. What is taken in beyond
/// that would only wait, be sent again because it waits, and in the end be undone for being late.
/// Sagas that do not need the late consumers go on being taken in.
///
/// Offsets are committed a little after the work, so that they show more messages than wait; sagas
/// under way are never fewer than their messages. The smaller of both counts.
///
/// Looks at the broker only while there are starts, or a start was refused. Between two looks no
/// more are taken in than the last one showed room for. When it cannot look it refuses nothing.
@ApplicationScoped
class Admission {

  /// What the last look showed for one definition.
  ///
  /// @param left how many more sagas may be under way before the next look
  /// @param latest the topic on which most messages wait
  private record Room(AtomicLong left, String latest, ConsumerLag lag) {}

  /// What was seen, and what it means for the definitions that were started since.
  ///
  /// @param underWay how many sagas are due soon, as all are whose command has been sent
  private record Look(
      Map<String, ConsumerLag> lags, long underWay, Map<Definitions.Key, Room> rooms) {}

  private static final double SECOND_MS = 1_000;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration COUNT_MAX = Duration.ofSeconds(1);
  private static final Look NOTHING_KNOWN = new Look(Map.of(), 0, Map.of());

  private final ConsumerLags lags;
  private final BacklogStore store;
  private final Definitions definitions;
  private final AdmissionSettings settings;
  private final Meters meters;
  private final Pulse pulse;
  private volatile Look last = NOTHING_KNOWN;
  private volatile boolean isAsked;

  Admission(
      ConsumerLags lags,
      BacklogStore store,
      Definitions definitions,
      AdmissionSettings settings,
      MeterRegistry registry,
      Vertx vertx) {
    this.lags = lags;
    this.store = store;
    this.definitions = definitions;
    this.settings = settings;
    this.meters = new Meters(registry);
    // From nought, or the first refusal would be no increase.
    meters.counter("saga.starts.refused", "topic", Topics.REPLIES);
    this.pulse = Pulse.of(vertx, "admission", settings.pollInterval(), this::look);
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    pulse.start();
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  /// Lets a saga of one of the suite's own definitions pass.
  ///
  /// @param queued how many starts wait for their commit, so that nothing is seen of them yet
  /// @throws OverloadedException when consumers that it needs are too far behind
  void admit(String shippedDefinition, int queued) {
    admit(definitions.current(shippedDefinition), queued);
  }

  /// Lets a new saga pass, as above.
  void admit(SagaState start, int queued) {
    admit(
        definitions.loaded(new Definitions.Key(start.definition(), start.definitionVersion())),
        queued);
  }

  private void admit(SagaDefinition definition, int queued) {
    isAsked = true;
    Look look = last;
    if (look.lags().isEmpty()) {
      return;
    }
    var key = new Definitions.Key(definition.name(), definition.version());
    @Nullable Room room = look.rooms().computeIfAbsent(key, unknown -> roomFor(definition, look));
    if (room != null && room.left().decrementAndGet() < queued) {
      meters.counter("saga.starts.refused", "topic", room.latest()).increment();
      throw new OverloadedException(
          "no room for more sagas: %d messages wait on %s"
              .formatted(room.lag().messages(), room.latest()),
          room.lag().retryAfterSeconds());
    }
  }

  /// A saga has about one message under way at a time, so that what waits on its topics tells how
  /// many are under way. Null when nothing is known of its topics.
  private @Nullable Room roomFor(SagaDefinition definition, Look look) {
    Map<String, ConsumerLag> needed = new HashMap<>(look.lags());
    needed.keySet().retainAll(topicsOf(definition));
    long waiting = Math.min(messagesOn(needed.values()), look.underWay());
    double slowest =
        needed.values().stream().mapToDouble(ConsumerLag::bestPerSecond).min().orElse(0);
    long most =
        Math.max(settings.messagesMin(), (long) (slowest * settings.time().toMillis() / SECOND_MS));
    return needed.entrySet().stream()
        .max(Comparator.comparingLong(one -> one.getValue().messages()))
        .map(one -> new Room(new AtomicLong(most - waiting), one.getKey(), one.getValue()))
        .orElse(null);
  }

  private static long messagesOn(Collection<ConsumerLag> topics) {
    return topics.stream().mapToLong(ConsumerLag::messages).sum();
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

  private Uni<Boolean> look() {
    if (!isAsked && last.rooms().values().stream().allMatch(room -> room.left().get() > 0)) {
      return Uni.createFrom().item(false);
    }
    isAsked = false;
    return lags.look()
        .chain(seen ->
            underWay(messagesOn(seen.values()))
                .invoke(underWay -> last = new Look(seen, underWay, new ConcurrentHashMap<>())))
        .onFailure()
        .invoke(failure -> last = NOTHING_KNOWN)
        .replaceWith(false);
  }

  /// Where the database does not tell in time, as many as messages wait.
  private Uni<Long> underWay(long waiting) {
    return store
        .dueWithin(SOON, waiting)
        .ifNoItem()
        .after(COUNT_MAX)
        .fail()
        .onFailure()
        .recoverWithItem(waiting);
  }
}
