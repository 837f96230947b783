package io.sagasuite.provisioning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of an instance, for reading.
@Entity
@Table(name = "instance")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class InstanceEntity {

  @Id
  @Column(name = "instance_id")
  UUID instanceId;

  @Column(name = "name")
  String name;

  @Column(name = "namespace")
  String namespace;

  @Column(name = "owner")
  @Nullable String owner;

  @Column(name = "postgres_version")
  String postgresVersion;

  @Column(name = "server_version")
  @Nullable String serverVersion;

  @Column(name = "storage_size_gb")
  int storageSizeGb;

  @Column(name = "use_load_balancer")
  boolean useLoadBalancer;

  @Column(name = "dns_label")
  @Nullable String dnsLabel;

  @Column(name = "state")
  String state;

  @Column(name = "health")
  String health;

  @Column(name = "health_checked_at")
  @Nullable Instant healthCheckedAt;

  @Column(name = "host")
  @Nullable String host;

  @Column(name = "port")
  @Nullable Integer port;

  @Column(name = "external_ip")
  @Nullable String externalIp;

  @Column(name = "connection_string")
  @Nullable String connectionString;

  @Column(name = "dns_connection_string")
  @Nullable String dnsConnectionString;

  @Column(name = "deployment_time_seconds")
  @Nullable Long deploymentTimeSeconds;

  @Column(name = "failure_code")
  @Nullable String failureCode;

  @Column(name = "failure_message")
  @Nullable String failureMessage;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;
}
