package io.sagasuite.http.call;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The hosts that may be called, each as `host` or as `host:port`; none at all stands for any.
public record AllowedHosts(Set<String> hosts) {

  public static AllowedHosts of(Collection<String> hosts) {
    return new AllowedHosts(
        hosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /// Refuses a call of anybody else.
  void check(Target target) {
    if (!hosts.isEmpty()
        && !hosts.contains(target.host())
        && !hosts.contains(target.hostAndPort())) {
      throw new RefusedCallException("host_not_allowed", "url names a host that may not be called");
    }
  }
}
