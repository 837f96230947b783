package io.sagasuite.provisioning.api;

import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Whether instances can be brought about at the moment. Asked once in a while, however often the
/// probe comes, and never waited for longer than a probe may take.
@Readiness
@ApplicationScoped
public class ProvisionerCheck implements AsyncHealthCheck {

  private static final Logger LOGGER = Logger.getLogger(ProvisionerCheck.class);
  private static final String NAME = "provisioner";
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Instance<InstanceProvisioner> provisioner;
  private CompletableFuture<HealthCheckResponse> answer = new CompletableFuture<>();
  private long askedNanos;
  private boolean asked;

  ProvisionerCheck(Instance<InstanceProvisioner> provisioner) {
    this.provisioner = provisioner;
  }

  /// Each probe has a copy: who no longer waits must not take the answer from the others.
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(() -> answer().copy())
        .ifNoItem()
        .after(LIMIT)
        .recoverWithItem(() -> down("no answer within " + LIMIT.toSeconds() + " s"));
  }

  /// The latest answer, or the one that is on its way.
  private synchronized CompletableFuture<HealthCheckResponse> answer() {
    boolean old = System.nanoTime() - askedNanos > KEPT.toNanos();
    if (!asked || (old && answer.isDone())) {
      CompletableFuture<HealthCheckResponse> next = new CompletableFuture<>();
      answer = next;
      asked = true;
      askedNanos = System.nanoTime();
      Thread.ofVirtual().name("check").start(() -> next.complete(look(provisioner)));
    }
    return answer;
  }

  private static HealthCheckResponse look(Instance<InstanceProvisioner> provisioner) {
    try {
      provisioner.get().check();
      return HealthCheckResponse.up(NAME);
    } catch (ProvisioningException e) {
      return down(e.reason());
    } catch (RuntimeException e) {
      LOGGER.warn("the check broke", e);
      return down("the check broke: " + e.getClass().getSimpleName());
    }
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
  }
}
