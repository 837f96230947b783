package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.SignalStore;
import io.sagasuite.saga.decision.OperatorAction.SendSignal;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Carries out `SignalSagas`: every unfinished saga of a definition about a business key, or one
/// saga, is told a signal as a person would tell it; those that take none are passed over.
///
/// The rows of the sagas are what makes it happen once. A command whose saga does not wait for its
/// answer any more is an old one and changes nothing, since its signal could meet sagas that began
/// later; and a saga whose journal has the command's key has been told.
@ApplicationScoped
class SagaSignals {

  static final String COMMAND = "SignalSagas";

  private static final int BATCH_MAX = 500;

  private final SignalStore store;
  private final SagaRunner runner;
  private final Effects effects;
  private final MessagePublisher publisher;
  private final DatabaseClock clock;

  SagaSignals(
      SignalStore store,
      SagaRunner runner,
      Effects effects,
      MessagePublisher publisher,
      DatabaseClock clock) {
    this.store = store;
    this.runner = runner;
    this.effects = effects;
    this.publisher = publisher;
    this.clock = clock;
  }

  Uni<Void> carryOut(CommandMessage command) {
    String refusal = SignalRequest.refusal(command);
    if (refusal != null) {
      return publisher.answer(command, new Outcome.Rejected("invalid_input", refusal));
    }
    SignalRequest request = SignalRequest.of(command);
    return store
        .isAwaited(command)
        .chain(awaited ->
            awaited
                ? tell(command, request, null, 0).chain(count -> answer(command, count))
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> answer(CommandMessage command, int signalled) {
    return publisher.answer(command, new Outcome.Succeeded(Map.of("signalled", signalled)));
  }

  /// How many have been told, those before included.
  private Uni<Integer> tell(
      CommandMessage command, SignalRequest request, @Nullable UUID after, int before) {
    return unfinished(request, after)
        .chain(ids ->
            ids.isEmpty()
                ? Uni.createFrom().item(before)
                : tell(command, request, ids)
                    .chain(count ->
                        ids.size() < BATCH_MAX
                            ? Uni.createFrom().item(before + count)
                            : tell(command, request, ids.getLast(), before + count)));
  }

  private Uni<List<UUID>> unfinished(SignalRequest request, @Nullable UUID after) {
    return request.sagaId() != null
        ? store.unfinished(request.sagaId())
        : store.unfinished(
            String.valueOf(request.definition()),
            String.valueOf(request.businessKey()),
            after,
            BATCH_MAX);
  }

  private Uni<Integer> tell(CommandMessage command, SignalRequest request, List<UUID> ids) {
    String key = COMMAND + " " + command.idempotencyKey();
    return store
        .told(ids, key)
        .chain(told -> {
          Set<UUID> open = new HashSet<>(ids);
          open.removeAll(told);
          OperatorActs act = action(command, request, key);
          return runner
              .apply(open.stream().sorted().map(id -> new Trigger(id, act)).toList())
              .call(effects::carryOut)
              .map(advance -> ids.size() - advance.refused().size());
        });
  }

  private OperatorActs action(CommandMessage command, SignalRequest request, String key) {
    return new OperatorActs(
        new SendSignal(request.signal(), request.data()),
        "saga " + command.sagaId(),
        key,
        clock.now());
  }
}
