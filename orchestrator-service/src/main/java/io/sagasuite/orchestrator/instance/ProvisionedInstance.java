package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What provisioning knows of an instance, as far as the door shows it.
@JsonIgnoreProperties(ignoreUnknown = true)
record ProvisionedInstance(
    UUID instanceId,
    @Nullable String state,
    @Nullable String health,
    @Nullable String connectionString,
    @Nullable String dnsConnectionString,
    @Nullable String externalIp,
    @Nullable String postgresVersion,
    @Nullable Number deploymentTimeSeconds,
    @Nullable ProvisioningFailure failure) {

  /// Why provisioning gave it up.
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProvisioningFailure(@Nullable String code, @Nullable String message) {}

  /// Its data was lost after it had been in service.
  boolean isLost() {
    return "failed".equals(state);
  }
}
