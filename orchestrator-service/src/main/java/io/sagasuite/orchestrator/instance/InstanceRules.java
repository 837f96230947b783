package io.sagasuite.orchestrator.instance;

/// What the fields of an instance must look like. Names become DNS labels, on their own and inside
/// others.
final class InstanceRules {

  static final String NAME = "[a-z]([-a-z0-9]{0,38}[a-z0-9])?";
  static final String NAME_MESSAGE =
      "must be 1 to 40 of a-z 0-9 -, begin with a letter and not end with a hyphen";

  /// Leaves room for `-50`.
  static final String BASE_NAME = "[a-z]([-a-z0-9]{0,35}[a-z0-9])?";

  static final String BASE_NAME_MESSAGE =
      "must be 1 to 37 of a-z 0-9 -, begin with a letter and not end with a hyphen";
  static final String DNS_LABEL = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";
  static final String BASE_DNS_LABEL = "[a-z]([-a-z0-9]{0,58}[a-z0-9])?";
  static final String DNS_LABEL_MESSAGE =
      "must be a DNS label: a-z 0-9 -, beginning with a letter, not ending with a hyphen";
  static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  static final String NAMESPACE_MESSAGE =
      "must be a DNS label: 1 to 63 of a-z 0-9 -, neither beginning nor ending with a hyphen";
  static final String PASSWORD = "[ -~]{8,128}";
  static final String PASSWORD_MESSAGE = "must be 8 to 128 printable ASCII characters";
  static final String VERSION = "[0-9]{1,2}(\\.[0-9]{1,2})?";
  static final String VERSION_MESSAGE = "must be a version such as 18 or 17.2";
  static final String NOT_BLANK = "(?s).*\\S.*";
  static final int STORAGE_GB_MAX = 16_384;
  static final int OWNER_MAX = 128;
  static final int BULK_MAX = 50;

  private InstanceRules() {}
}
