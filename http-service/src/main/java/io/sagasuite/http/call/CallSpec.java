package io.sagasuite.http.call;

import java.time.Duration;

/// A call as a saga describes it: what is sent, how long it may take, which answers are a success
/// and what is taken out of them.
public record CallSpec(CallRequest request, Acceptance accept, Duration timeout, Outputs outputs) {

  /// The host with its port: what calls are counted by.
  public String hostKey() {
    return Target.hostKey(request.url());
  }
}
