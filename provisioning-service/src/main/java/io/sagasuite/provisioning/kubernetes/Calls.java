package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Carries out single calls: again, for a short time, when the cluster was not able to answer, and
/// with what went wrong told in our words. Every call we make may be made twice.
record Calls(String server) {

  /// How often and how long one call is tried in all.
  static final int ATTEMPTS_MAX = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Logger LOGGER = Logger.getLogger(Calls.class);

  <T> T run(Asked asked, Supplier<T> call) {
    Deadline deadline = Deadline.after(PATIENCE);
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (KubernetesClientException e) {
        Duration pause = pause(e, attempt);
        boolean again = Failures.isPassing(e) && attempt < ATTEMPTS_MAX;
        if (!again || pause.compareTo(deadline.left()) >= 0) {
          throw Failures.told(server, asked, e);
        }
        LOGGER.debugf("verb=%s resource=%s attempt=%d failed", asked.verb(), asked.what(), attempt);
        sleep(pause);
      }
    }
  }

  /// As long as the cluster asks for, or ever longer.
  private static Duration pause(KubernetesClientException e, int attempt) {
    Duration asked = Failures.retryAfter(e);
    return asked.isPositive() ? asked : FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /// Whoever interrupts wants us to end.
  static ProvisioningException interrupted() {
    Thread.currentThread().interrupt();
    return ProvisioningException.failed("interrupted", "interrupted while waiting for the cluster");
  }

  /// What was asked of the cluster, as its access rules call it.
  record Asked(String verb, String what, String namespace) {

    boolean isSecret() {
      return what.equals(Part.SECRET.resource());
    }

    @Override
    public String toString() {
      return verb + " " + what + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
  }
}
