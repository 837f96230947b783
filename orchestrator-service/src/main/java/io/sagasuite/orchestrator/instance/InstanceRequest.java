package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.api.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An instance as asked for. It never prints its password.
///
/// @param postgresVersion 18 when left out
/// @param storageSizeGb 10 when left out
/// @param useLoadBalancer reachable from outside; true when left out
/// @param dnsLabel first part of a name under which it can be found
/// @param namespace where it runs; toygres when left out
public record InstanceRequest(
    @NotNull @Pattern(regexp = InstanceRules.NAME, message = InstanceRules.NAME_MESSAGE)
        String name,
    @NotNull
        @Pattern(regexp = InstanceRules.PASSWORD, message = InstanceRules.PASSWORD_MESSAGE)
        @Schema(writeOnly = true)
        String password,
    @Pattern(regexp = InstanceRules.VERSION, message = InstanceRules.VERSION_MESSAGE)
        @Schema(defaultValue = "18")
        @Nullable String postgresVersion,
    @Min(1) @Max(InstanceRules.STORAGE_GB_MAX) @Schema(defaultValue = "10")
        @Nullable Integer storageSizeGb,
    @Schema(defaultValue = "true") @Nullable Boolean useLoadBalancer,
    @Pattern(regexp = InstanceRules.DNS_LABEL, message = InstanceRules.DNS_LABEL_MESSAGE)
        @Nullable String dnsLabel,
    @Pattern(regexp = InstanceRules.NAMESPACE, message = InstanceRules.NAMESPACE_MESSAGE)
        @Schema(defaultValue = "toygres")
        @Nullable String namespace,
    @PlainText
        @Size(max = InstanceRules.OWNER_MAX)
        @Pattern(regexp = InstanceRules.NOT_BLANK, message = "must not be blank")
        @Nullable String owner) {

  private static final String VERSION_DEFAULT = "18";
  private static final int STORAGE_GB_DEFAULT = 10;
  private static final String NAMESPACE_DEFAULT = "toygres";

  /// Where it runs.
  String namespaceOrDefault() {
    return Objects.requireNonNullElse(namespace, NAMESPACE_DEFAULT);
  }

  /// The saga's input but for the password, always in this order: every orchestrator must find the
  /// same digest for the same request.
  Map<String, Object> toInput() {
    Map<String, Object> input = LinkedHashMap.newLinkedHashMap(8);
    input.put("name", name);
    input.put("namespace", namespaceOrDefault());
    input.put("postgresVersion", Objects.requireNonNullElse(postgresVersion, VERSION_DEFAULT));
    input.put("storageSizeGb", Objects.requireNonNullElse(storageSizeGb, STORAGE_GB_DEFAULT));
    input.put("useLoadBalancer", Objects.requireNonNullElse(useLoadBalancer, Boolean.TRUE));
    if (dnsLabel != null) {
      input.put("dnsLabel", dnsLabel);
    }
    if (owner != null) {
      input.put("owner", owner);
    }
    return input;
  }

  @Override
  public String toString() {
    return "InstanceRequest" + toInput();
  }
}
