package io.sagasuite.provisioning.localprocess;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.InstanceRecords;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.instance.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Instances as processes of this machine, each a real PostgreSQL server that only this machine
/// reaches. Sizes, load balancers and DNS labels are accepted and written down; there is nothing
/// here that could honour them.
@ApplicationScoped
@LookupIfProperty(name = "suite.provisioner", stringValue = "local")
public class LocalProcessProvisioner implements InstanceProvisioner {

  private static final String HOST = "127.0.0.1";
  private static final String READY = "ready";

  private final LocalInstances instances;

  @Inject
  LocalProcessProvisioner(LocalProcessConfig config, InstanceRecords records) {
    this(
        new LocalInstances(
            config.postgresHome(), new InstancesDir(config.instancesDir(), records)));
  }

  LocalProcessProvisioner(LocalInstances instances) {
    this.instances = instances;
  }

  /// Begins to look after what is there already.
  void open() {
    instances.open();
  }

  /// Ends all servers in order.
  void close() {
    instances.close();
  }

  @Override
  public Optional<ProvisioningException> refusal(InstanceSpec spec) {
    String version = instances.programs().version();
    String major = version.replaceFirst("\\..*$", "");
    String asked = spec.postgresVersion();
    return asked.equals(version) || asked.equals(major)
        ? Optional.empty()
        : Optional.of(
            ProvisioningException.rejected(
                "version_not_available",
                "PostgreSQL %s is not available here, only %s".formatted(asked, version)));
  }

  @Override
  public boolean deploy(InstanceSpec spec, Password password) {
    refusal(spec)
        .ifPresent(refusal -> {
          throw refusal;
        });
    return instances.deploy(spec, password);
  }

  @Override
  public Readiness awaitReady(InstanceRef instance, Duration wait) {
    InstanceFolder folder = instances.folder(instance);
    boolean ready = Waiting.until(wait, () -> instances.phase(folder).equals(READY));
    return new Readiness(ready, ready ? READY : instances.phase(folder));
  }

  /// Known as soon as the port is chosen; nothing has to be waited for.
  @Override
  public Optional<Endpoint> awaitEndpoint(InstanceSpec spec, Duration wait) {
    return instances
        .folder(spec.ref())
        .manifest()
        .map(manifest -> new Endpoint(HOST, manifest.port(), null, null));
  }

  @Override
  public boolean remove(InstanceRef instance, Duration wait) {
    return instances.remove(instance, wait);
  }

  @Override
  public Optional<FoundInstance> find(InstanceRef instance) {
    return instances.findings().of(instance.instanceId());
  }

  @Override
  public List<FoundInstance> findAll() {
    return instances.findings().all();
  }

  /// Data that is being made or removed has another name.
  @Override
  public boolean hasData(InstanceRef instance) {
    return instances.folder(instance).hasData();
  }

  @Override
  public String logs(InstanceRef instance, int tailLines) {
    return new ServerLog(instances.folder(instance).log()).tail(tailLines);
  }

  @Override
  public void check() {
    instances.check();
  }
}
