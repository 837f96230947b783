package io.sagasuite.provisioning.kubernetes;

import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a cluster would never take, said before anything is asked of it.
final class Refusals {

  /// The longest name is that of the pods' revision label: `<name>-<10 characters>`, 63 in all.
  static final int NAME_LENGTH_MAX = 52;

  private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z][-a-z0-9]{1,61}[a-z0-9]");

  /// Variants such as `18-alpine` are not had: their user has another number.
  private static final Pattern VERSION = Pattern.compile("1[3-9](\\.[0-9]{1,2})?");

  private Refusals() {}

  static Optional<ProvisioningException> of(InstanceSpec spec) {
    String name = spec.ref().name();
    if (!NAME.matcher(name).matches() || name.length() > NAME_LENGTH_MAX) {
      return refused(
          "invalid_name",
          "'%s' is no name for a cluster's objects: at most %d lower-case letters, digits and"
              + " hyphens, beginning with a letter, not ending in a hyphen",
          name,
          NAME_LENGTH_MAX);
    }
    if (!NAMESPACE.matcher(spec.ref().namespace()).matches()) {
      return refused("invalid_namespace", "'%s' is no namespace", spec.ref().namespace());
    }
    if (!VERSION.matcher(spec.postgresVersion()).matches()) {
      return refused(
          "version_not_available", "there is no PostgreSQL %s here", spec.postgresVersion());
    }
    if (spec.storageSizeGb() < 1) {
      return refused("invalid_storage_size", "%d GiB is no storage", spec.storageSizeGb());
    }
    return dnsLabel(spec);
  }

  private static Optional<ProvisioningException> dnsLabel(InstanceSpec spec) {
    String label = spec.dnsLabel();
    if (label == null || label.isEmpty() || DNS_LABEL.matcher(label).matches()) {
      return Optional.empty();
    }
    return refused("invalid_dns_label", "'%s' is no DNS label", label);
  }

  private static Optional<ProvisioningException> refused(
      String code, String format, Object... values) {
    return Optional.of(ProvisioningException.rejected(code, format.formatted(values)));
  }
}
