package io.sagasuite.provisioning.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An instance, as it is shown to anybody: with all that is known, and never with its password.
///
/// @param postgresVersion as the server tells it; before that as it was asked for
public record InstanceView(
    UUID instanceId,
    String name,
    String namespace,
    @Nullable String owner,
    String state,
    String health,
    @Nullable Instant healthCheckedAt,
    @Nullable String connectionString,
    @Nullable String dnsConnectionString,
    @Nullable String externalIp,
    @Nullable String host,
    @Nullable Integer port,
    String postgresVersion,
    int storageSizeGb,
    boolean useLoadBalancer,
    @Nullable String dnsLabel,
    @Nullable Long deploymentTimeSeconds,
    @Nullable FailureView failure,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant deletedAt) {

  /// Why it failed.
  public record FailureView(String code, String message) {}

  static InstanceView of(InstanceEntity row) {
    return new InstanceView(
        row.instanceId,
        row.name,
        row.namespace,
        row.owner,
        row.state,
        row.health,
        row.healthCheckedAt,
        row.connectionString,
        row.dnsConnectionString,
        row.externalIp,
        row.host,
        row.port,
        row.serverVersion == null ? row.postgresVersion : row.serverVersion,
        row.storageSizeGb,
        row.useLoadBalancer,
        row.dnsLabel,
        row.deploymentTimeSeconds,
        failure(row),
        row.createdAt,
        row.updatedAt,
        row.deletedAt);
  }

  private static @Nullable FailureView failure(InstanceEntity row) {
    return row.failureCode == null || row.failureMessage == null
        ? null
        : new FailureView(row.failureCode, row.failureMessage);
  }
}
