package io.sagasuite.provisioning.localprocess;

import io.sagasuite.localstack.postgres.PostgresBinaries;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRecords;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// One run of the adapter on a folder, and a client of its instances.
final class LocalService implements AutoCloseable {

  static final Password PASSWORD = new Password("p\u00e4ss 'w\\rd\" $HOME %41");
  static final Duration WAIT = Duration.ofSeconds(60);

  final LocalProcessProvisioner provisioner;
  private final InstanceFolders folders;

  LocalService(Path root) {
    this(root, () -> false);
  }

  /// @param records whether instances are on record
  LocalService(Path root, InstanceRecords records) {
    folders = new InstanceFolders(root.toAbsolutePath());
    provisioner =
        new LocalProcessProvisioner(
            new LocalInstances(
                Optional.of(PostgresBinaries.unpack()),
                new InstancesDir(Optional.of(root), records)));
  }

  static LocalService opened(Path root) {
    LocalService service = new LocalService(root);
    service.provisioner.open();
    return service;
  }

  static InstanceSpec spec(String name) {
    return spec(UUID.randomUUID(), name);
  }

  static InstanceSpec spec(UUID id, String name) {
    return new InstanceSpec(new InstanceRef(id, name, "toygres"), "18", 10, true, "label-" + name);
  }

  /// Makes it and waits until it takes connections.
  InstanceSpec deployed(String name) {
    InstanceSpec spec = spec(name);
    provisioner.deploy(spec, PASSWORD);
    awaitReady(spec);
    return spec;
  }

  void awaitReady(InstanceSpec spec) {
    if (!provisioner.awaitReady(spec.ref(), WAIT).ready()) {
      throw new AssertionError("not ready: " + provisioner.logs(spec.ref(), 20));
    }
  }

  InstanceFolder folder(InstanceSpec spec) {
    return folders.of(spec.ref().instanceId());
  }

  int port(InstanceSpec spec) {
    return provisioner.awaitEndpoint(spec, WAIT).map(Endpoint::port).orElseThrow();
  }

  ProcessHandle server(InstanceSpec spec) {
    return ServerProcesses.server(folder(spec).data()).orElseThrow();
  }

  FoundInstance found(InstanceSpec spec) {
    return provisioner.find(spec.ref()).orElseThrow();
  }

  String query(InstanceSpec spec, String sql) throws SQLException {
    try (Connection connection = connect(port(spec), PASSWORD.value());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  static Connection connect(int port, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
  }

  /// An orderly end, as of the service.
  @Override
  public void close() {
    provisioner.close();
  }

  /// Leaves nothing behind, whatever a test has done.
  static void clear(Path root) {
    LocalService service = new LocalService(root);
    service.provisioner.findAll().forEach(found -> service.provisioner.remove(found.ref(), WAIT));
  }
}
