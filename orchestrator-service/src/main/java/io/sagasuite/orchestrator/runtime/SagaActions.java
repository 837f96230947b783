package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.SagaInput;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Carries out what a person asks of one saga.
@ApplicationScoped
public class SagaActions {

  private static final Logger LOGGER = Logger.getLogger(SagaActions.class);

  private final SagaRunner runner;
  private final Effects effects;

  SagaActions(SagaRunner runner, Effects effects) {
    this.runner = runner;
    this.effects = effects;
  }

  /// Completes when the action is durable; holds the reason when it was refused. Its commands leave
  /// meanwhile, or when the saga is due again.
  public Uni<Optional<String>> act(UUID sagaId, SagaInput action) {
    Trigger trigger = new Trigger(sagaId, action);
    return runner
        .apply(List.of(trigger))
        .invoke(this::send)
        .map(advance -> Optional.ofNullable(advance.refused().get(trigger)));
  }

  private void send(Advance advance) {
    effects
        .carryOut(advance)
        .subscribe()
        .with(
            sent -> {},
            failure -> LOGGER.warnf("commands of an action follow when due: %s", failure));
  }
}
