package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.api.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Several instances as asked for: `baseName-1` to `baseName-count`, alike but for their names and
/// DNS labels, which are numbered. It never prints its password.
public record BulkRequest(
    @NotNull @Pattern(regexp = InstanceRules.BASE_NAME, message = InstanceRules.BASE_NAME_MESSAGE)
        String baseName,
    @NotNull @Min(1) @Max(InstanceRules.BULK_MAX) Integer count,
    @NotNull
        @Pattern(regexp = InstanceRules.PASSWORD, message = InstanceRules.PASSWORD_MESSAGE)
        @Schema(writeOnly = true)
        String password,
    @Pattern(regexp = InstanceRules.VERSION, message = InstanceRules.VERSION_MESSAGE)
        @Nullable String postgresVersion,
    @Min(1) @Max(InstanceRules.STORAGE_GB_MAX) @Nullable Integer storageSizeGb,
    @Nullable Boolean useLoadBalancer,
    @Pattern(regexp = InstanceRules.BASE_DNS_LABEL, message = InstanceRules.DNS_LABEL_MESSAGE)
        @Nullable String dnsLabel,
    @Pattern(regexp = InstanceRules.NAMESPACE, message = InstanceRules.NAMESPACE_MESSAGE)
        @Nullable String namespace,
    @PlainText
        @Size(max = InstanceRules.OWNER_MAX)
        @Pattern(regexp = InstanceRules.NOT_BLANK, message = "must not be blank")
        @Nullable String owner) {

  /// One request for each.
  List<InstanceRequest> requests() {
    return IntStream.rangeClosed(1, count).mapToObj(this::request).toList();
  }

  private InstanceRequest request(int number) {
    return new InstanceRequest(
        baseName + "-" + number,
        password,
        postgresVersion,
        storageSizeGb,
        useLoadBalancer,
        dnsLabel == null ? null : dnsLabel + "-" + number,
        namespace,
        owner);
  }

  @Override
  public String toString() {
    return "BulkRequest{baseName=%s, count=%s}".formatted(baseName, count);
  }
}
