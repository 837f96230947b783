package io.sagasuite.provisioning.messaging;

import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.instance.Readiness;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// A place where instances run that a test scripts. Each instance answers where the test's own
/// database server does.
@Singleton
@Alternative
@Priority(1)
public class PlayedProvisioner implements InstanceProvisioner {

  private final Map<UUID, FoundInstance> there = new ConcurrentHashMap<>();
  private final Map<UUID, Password> passwords = new ConcurrentHashMap<>();
  private final int port;
  private volatile Script script = new Script();

  PlayedProvisioner(@ConfigProperty(name = "SUITE_DB_PORT") int port) {
    this.port = port;
  }

  /// What goes wrong; nothing at first.
  static final class Script {
    volatile boolean ready = true;
    volatile boolean addressed = true;
    volatile boolean removable = true;
    volatile boolean data = true;
    volatile @Nullable ProvisioningException deployFails;
    volatile @Nullable ProvisioningException addressFails;
    volatile @Nullable ProvisioningException checkFails;
    volatile @Nullable ProvisioningException lookFails;
    volatile @Nullable CountDownLatch deployHangs;
    volatile @Nullable CountDownLatch checkHangs;
  }

  Script begin() {
    script = new Script();
    return script;
  }

  void place(InstanceRef ref, boolean complete, Instant since) {
    there.put(
        ref.instanceId(),
        new FoundInstance(
            ref, complete ? List.of("volume", "server") : List.of("volume"), complete, since));
  }

  void vanish(UUID instanceId) {
    there.remove(instanceId);
  }

  boolean isThere(UUID instanceId) {
    return there.containsKey(instanceId);
  }

  @Nullable Password passwordOf(UUID instanceId) {
    return passwords.get(instanceId);
  }

  @Override
  public Optional<ProvisioningException> refusal(InstanceSpec spec) {
    return spec.postgresVersion().startsWith("18")
        ? Optional.empty()
        : Optional.of(
            ProvisioningException.rejected(
                "version_not_available",
                "PostgreSQL " + spec.postgresVersion() + " is not to be had"));
  }

  @Override
  public boolean deploy(InstanceSpec spec, Password password) {
    Script now = script;
    await(now.deployHangs);
    boolean missing = !isWhole(spec.ref());
    place(spec.ref(), now.deployFails == null, Instant.now());
    passwords.put(spec.ref().instanceId(), password);
    if (now.deployFails != null) {
      throw now.deployFails;
    }
    return missing;
  }

  @Override
  public Readiness awaitReady(InstanceRef instance, Duration wait) {
    return script.ready ? new Readiness(true, "Running") : new Readiness(false, "Pending");
  }

  @Override
  public Optional<Endpoint> awaitEndpoint(InstanceSpec spec, Duration wait) {
    Script now = script;
    if (now.addressFails != null) {
      throw now.addressFails;
    }
    return now.addressed
        ? Optional.of(new Endpoint("127.0.0.1", port, "127.0.0.1", null))
        : Optional.empty();
  }

  @Override
  public boolean remove(InstanceRef instance, Duration wait) {
    if (!script.removable) {
      throw ProvisioningException.failed("not_gone", "volume is still there");
    }
    return there.remove(instance.instanceId()) != null;
  }

  @Override
  public Optional<FoundInstance> find(InstanceRef instance) {
    look();
    return Optional.ofNullable(there.get(instance.instanceId()));
  }

  @Override
  public List<FoundInstance> findAll() {
    look();
    return List.copyOf(there.values());
  }

  @Override
  public boolean hasData(InstanceRef instance) {
    look();
    return script.data && isThere(instance.instanceId());
  }

  @Override
  public String logs(InstanceRef instance, int tailLines) {
    return "ready\n".repeat(Math.min(2, tailLines));
  }

  @Override
  public void check() {
    Script now = script;
    await(now.checkHangs);
    if (now.checkFails != null) {
      throw now.checkFails;
    }
  }

  private void look() {
    Script now = script;
    if (now.lookFails != null) {
      throw now.lookFails;
    }
  }

  private boolean isWhole(InstanceRef ref) {
    FoundInstance found = there.get(ref.instanceId());
    return found != null && found.complete();
  }

  private static void await(@Nullable CountDownLatch gate) {
    try {
      if (gate != null) {
        gate.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProvisioningException.unknown("interrupted", "it was interrupted");
    }
  }
}
