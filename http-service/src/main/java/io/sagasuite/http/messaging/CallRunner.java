package io.sagasuite.http.messaging;

import io.sagasuite.http.call.AllowedHosts;
import io.sagasuite.http.call.CallAnswer;
import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallReader;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.http.call.CallSpec;
import io.sagasuite.http.call.Judgement;
import io.sagasuite.http.call.PreparedCall;
import io.sagasuite.http.call.RefusedCallException;
import io.sagasuite.http.call.SecretMask;
import io.sagasuite.http.client.HttpCaller;
import io.sagasuite.http.client.Secrets;
import io.sagasuite.messaging.contract.CommandMessage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Makes one call: fills in its secrets, sends it, waits for the answer and judges it.
@Singleton
final class CallRunner {

  private final Secrets secrets;
  private final HttpCaller caller;
  private final AllowedHosts allowed;

  CallRunner(
      Secrets secrets,
      HttpCaller caller,
      @ConfigProperty(name = "suite.http.allowed-hosts") Optional<List<String>> allowed) {
    this.secrets = secrets;
    this.caller = caller;
    this.allowed = AllowedHosts.of(allowed.orElse(List.of()));
  }

  CallResult run(CommandMessage command) {
    try {
      return made(CallKey.of(command), CallReader.read(command.input()), command.traceparent());
    } catch (RefusedCallException refused) {
      return CallResult.of(refused);
    }
  }

  private CallResult made(CallKey key, CallSpec spec, @Nullable String traceparent) {
    Map<String, String> values = secrets.named(spec.request().secretNames());
    PreparedCall.Carried carried = new PreparedCall.Carried(key.idempotencyKey(), traceparent);
    CallAnswer answer = caller.send(PreparedCall.of(spec, values, carried, allowed));
    return new Judgement(spec, key.direction(), SecretMask.of(values.values())).of(answer);
  }
}
