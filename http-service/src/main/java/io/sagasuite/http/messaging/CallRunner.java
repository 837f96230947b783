package io.sagasuite.http.messaging;

import io.sagasuite.http.call.AllowedHosts;
import io.sagasuite.http.call.CallReader;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.http.call.CallSpec;
import io.sagasuite.http.call.Judgement;
import io.sagasuite.http.call.PreparedCall;
import io.sagasuite.http.call.RefusedCallException;
import io.sagasuite.http.call.SecretMask;
import io.sagasuite.http.client.HttpCaller;
import io.sagasuite.http.client.Secrets;
import io.sagasuite.http.store.ClaimedCall;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes one call: fills in its secrets, sends it outside of any transaction, judges the answer and
/// has it recorded. Making it again is as harmless as its idempotency key makes it.
@Singleton
final class CallRunner {

  private static final Logger LOGGER = Logger.getLogger(CallRunner.class);

  private final Secrets secrets;
  private final HttpCaller caller;
  private final CallRecorder recorder;
  private final AllowedHosts allowed;

  CallRunner(
      Secrets secrets,
      HttpCaller caller,
      CallRecorder recorder,
      @ConfigProperty(name = "suite.http.allowed-hosts") Optional<List<String>> allowed) {
    this.secrets = secrets;
    this.caller = caller;
    this.recorder = recorder;
    this.allowed = AllowedHosts.of(allowed.orElse(List.of()));
  }

  Uni<Void> run(ClaimedCall call) {
    Stopwatch watch = Stopwatch.started();
    return Uni.createFrom()
        .deferred(() -> result(call))
        .onFailure(RefusedCallException.class)
        .recoverWithItem(refused -> CallResult.of((RefusedCallException) refused))
        .onFailure()
        .recoverWithItem(failure -> broken(call, failure))
        .chain(result -> recorder.record(call, result, watch));
  }

  private Uni<CallResult> result(ClaimedCall call) {
    CallSpec spec = CallReader.read(JsonText.map(call.input()));
    return secrets
        .named(spec.request().secretNames())
        .chain(values -> answered(call, spec, values));
  }

  private Uni<CallResult> answered(ClaimedCall call, CallSpec spec, Map<String, String> values) {
    PreparedCall.Carried carried =
        new PreparedCall.Carried(call.key().idempotencyKey(), call.traceparent());
    Judgement judgement =
        new Judgement(spec, call.key().direction(), SecretMask.of(values.values()));
    return caller.send(PreparedCall.of(spec, values, carried, allowed)).map(judgement::of);
  }

  /// A defect of ours must not be repeated for ever; nobody knows how far it had got. Its text is
  /// not shown, as it may hold what was being sent.
  private static CallResult broken(ClaimedCall call, Throwable failure) {
    String name = failure.getClass().getSimpleName();
    try (var _ = LogContext.of(call.key().sagaId(), call.traceparent())) {
      LOGGER.errorf("a call broke, saga-id=%s, failure=%s", call.key().sagaId(), name);
    }
    return new CallResult(new Outcome.Unknown("call_broken", "the call broke: " + name), null);
  }
}
