package io.sagasuite.http.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.http.store.Capacity;
import io.sagasuite.http.store.ClaimedCall;
import io.sagasuite.http.store.Lease;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The calls that this service is making right now, and how many more it may.
@Singleton
final class CallsUnderWay {

  private final int callsMax;
  private final int perHostMax;
  private final Map<Lease, ClaimedCall> calls = new HashMap<>();

  CallsUnderWay(
      @ConfigProperty(name = "suite.http.calls-max") int callsMax,
      @ConfigProperty(name = "suite.http.calls-per-host-max") int perHostMax,
      MeterRegistry registry) {
    this.callsMax = callsMax;
    this.perHostMax = perHostMax;
    registry.gauge("http.calls.under.way", this, CallsUnderWay::count);
  }

  synchronized void add(List<ClaimedCall> claimed) {
    claimed.forEach(call -> calls.put(call.lease(), call));
  }

  synchronized void remove(ClaimedCall call) {
    calls.remove(call.lease());
  }

  synchronized List<Lease> leases() {
    return List.copyOf(calls.keySet());
  }

  synchronized Capacity capacity() {
    Map<String, Integer> running = new HashMap<>();
    calls.values().forEach(call -> running.merge(call.host(), 1, Integer::sum));
    return new Capacity(callsMax - calls.size(), perHostMax, running);
  }

  private synchronized int count() {
    return calls.size();
  }
}
