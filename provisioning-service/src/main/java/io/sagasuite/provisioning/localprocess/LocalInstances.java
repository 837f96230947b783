package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/// All instances of one folder: makes them whole, ends them, and looks after them in between. Every
/// change of one happens under its lock.
final class LocalInstances {

  private static final Logger LOGGER = Logger.getLogger(LocalInstances.class);
  private static final Duration DEPLOY_LOCK_WAIT = Duration.ofSeconds(60);
  private static final Duration STOP_LOCK_WAIT = Duration.ofSeconds(3);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(6);

  private final Optional<Path> postgresHome;
  private final InstancesDir dir;
  private final InstanceFolders folders;
  private final InstanceLocks locks;
  private final PostgresPrograms programs;
  private final InstancePorts ports;
  private final LocalServers servers;
  private final ClusterMaker maker;
  private final ServerWatch watch;
  private volatile boolean closed;

  /// Whether what it has to work with will do shows when it is needed.
  LocalInstances(Optional<Path> postgresHome, InstancesDir dir) {
    this.postgresHome = postgresHome;
    this.dir = dir;
    folders = dir.folders();
    programs = new PostgresPrograms(postgresHome.orElse(Path.of("")));
    locks = new InstanceLocks(folders.locks());
    ports = new InstancePorts(folders, locks);
    servers = new LocalServers(programs, ports);
    maker = new ClusterMaker(programs);
    watch = new ServerWatch(folders, servers, this::startIfNobodyElseDoes);
  }

  void open() {
    if (postgresHome.isEmpty() || dir.configured().isEmpty()) {
      LOGGER.info("there are no local instances: suite.local.instances-dir or its like is not set");
      return;
    }
    List<InstanceFolder> present = folders.all();
    LOGGER.infof(
        "local instances are looked after, present=%d, running=%d",
        present.size(), present.stream().filter(servers::isRunning).count());
    watch.open();
  }

  void close() {
    closed = true;
    watch.close();
    if (dir.configured().isEmpty()) {
      return;
    }
    try (ExecutorService stops = Executors.newVirtualThreadPerTaskExecutor()) {
      folders.all().stream()
          .filter(servers::isRunning)
          .forEach(folder -> stops.execute(() -> stop(folder)));
    }
  }

  PostgresPrograms programs() {
    if (postgresHome.isEmpty()) {
      throw ProvisioningException.failed("not_configured", "suite.local.postgres-home is not set");
    }
    return programs;
  }

  Findings findings() {
    return new Findings(dir.present(), servers);
  }

  InstanceFolder folder(InstanceRef instance) {
    return dir.present().of(instance.instanceId());
  }

  String phase(InstanceFolder folder) {
    return folder.hasData() ? servers.phase(folder) : folder.exists() ? "being made" : "absent";
  }

  void check() {
    programs().require();
    dir.check();
  }

  boolean deploy(InstanceSpec spec, Password password) {
    check();
    return locks.with(
        spec.ref().instanceId(), DEPLOY_LOCK_WAIT, () -> deployLocked(spec, password));
  }

  boolean remove(InstanceRef instance, Duration wait) {
    check();
    UUID id = instance.instanceId();
    return locks.with(id, wait, () -> removeLocked(folders.of(id), folders.removed(id)));
  }

  private boolean deployLocked(InstanceSpec spec, Password password) {
    InstanceFolder folder = folders.of(spec.ref().instanceId());
    Optional<Manifest> known = folder.manifest();
    Manifest manifest = known.orElseGet(() -> written(folder, spec));
    boolean made = !folder.hasData();
    if (made) {
      maker.make(folder, password);
    }
    boolean started = start(folder, manifest);
    return known.isEmpty() || made || started;
  }

  private Manifest written(InstanceFolder folder, InstanceSpec spec) {
    try {
      DurableFiles.privateFolder(folder.path());
    } catch (IOException e) {
      throw InstancesDir.unusable("takes no folder: " + e.getMessage());
    }
    return ports.choose(
        folder,
        port -> {
          Manifest manifest = new Manifest(spec, port, programs.version(), Instant.now());
          folder.write(manifest);
          return manifest;
        });
  }

  private boolean start(InstanceFolder folder, Manifest manifest) {
    if (servers.isRunning(folder)) {
      return false;
    }
    if (closed) {
      throw ProvisioningException.failed("shutting_down", "the service is ending");
    }
    servers.start(folder, manifest);
    return true;
  }

  private void startIfNobodyElseDoes(UUID id) {
    InstanceFolder folder = folders.of(id);
    locks.ifFree(
        id,
        () ->
            folder
                .manifest()
                .filter(manifest -> folder.hasData() && !closed && start(folder, manifest))
                .ifPresent(manifest -> LOGGER.infof("an instance runs again, instance-id=%s", id)));
  }

  private void stop(InstanceFolder folder) {
    try {
      locks.with(folder.instanceId(), STOP_LOCK_WAIT, () -> servers.stop(folder, STOP_DEADLINE));
    } catch (ProvisioningException e) {
      LOGGER.warnf(
          "an instance does not stop, instance-id=%s, reason=%s", folder.instanceId(), e.reason());
    }
  }

  /// A process's port is closed by the system with the process, so none can be open after this.
  private boolean removeLocked(InstanceFolder folder, InstanceFolder removed) {
    boolean present = folder.exists() || removed.exists();
    try {
      DurableFiles.delete(removed.path());
      if (folder.exists()) {
        if (!servers.end(folder)) {
          throw ProvisioningException.failed("not_gone", "the server still runs");
        }
        ClusterMaker.discardMakings(folder);
        DurableFiles.rename(folder.path(), removed.path());
        DurableFiles.delete(removed.path());
      }
    } catch (IOException e) {
      throw ProvisioningException.failed(
          "not_gone", "the folder is still there: " + e.getMessage());
    }
    return present;
  }
}
