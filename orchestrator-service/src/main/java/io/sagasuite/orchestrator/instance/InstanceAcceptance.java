package io.sagasuite.orchestrator.instance;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.InstanceStarter;
import io.sagasuite.orchestrator.runtime.ShippedSagas;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.TraceContext;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.NewInstance;
import io.sagasuite.orchestrator.store.NewInstance.AcceptedInstance;
import io.sagasuite.saga.decision.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a good request for an instance into a saga about to start. From here on the password is
/// sealed.
@ApplicationScoped
class InstanceAcceptance {

  private static final String DEFINITION = "create-instance";

  private final InstanceStarter starter;
  private final PasswordSealer sealer;
  private final ShippedSagas sagas;

  InstanceAcceptance(InstanceStarter starter, PasswordSealer sealer, ShippedSagas sagas) {
    this.starter = starter;
    this.sealer = sealer;
    this.sagas = sagas;
  }

  /// Whether the instance is new; fails with a problem when its name or its key stands for another.
  Uni<Boolean> submit(InstanceRequest request, @Nullable String idempotencyKey) {
    String traceparent = TraceContext.current();
    Map<String, Object> input = request.toInput();
    String digest = JsonTree.digest(input);
    return sealer
        .seal(request.name(), request.password())
        .invoke(sealed -> input.put("sealedPassword", sealed))
        .map(sealed ->
            new NewInstance(
                request.name(),
                request.owner(),
                request.namespaceOrDefault(),
                idempotencyKey,
                digest,
                begin(request.name(), input, traceparent)))
        .chain(instance -> Uni.createFrom().completionStage(() -> starter.submit(instance)))
        .map(answer -> isNew(answer, digest, idempotencyKey));
  }

  private Decision begin(String name, Map<String, Object> input, String traceparent) {
    return sagas.begin(DEFINITION, sagas.newId(), name, input, traceparent);
  }

  private static boolean isNew(
      Submission<AcceptedInstance> answer, String digest, @Nullable String key) {
    return switch (answer) {
      case Submission.Begun<AcceptedInstance> _ -> true;
      case Submission.Known<AcceptedInstance> known -> {
        if (!known.accepted().requestDigest().equals(digest)) {
          throw differs(known.accepted(), key);
        }
        yield false;
      }
    };
  }

  private static ProblemException differs(AcceptedInstance instance, @Nullable String key) {
    return key != null && key.equals(instance.idempotencyKey())
        ? ProblemException.of(422, "this Idempotency-Key was used for another instance before")
        : ProblemException.of(
            409, "instance '" + instance.name() + "' was asked for with other content before");
  }
}
