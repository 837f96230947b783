package io.sagasuite.provisioning.instance;

/// Something could not be brought about. The message is for people and never holds a secret.
public final class ProvisioningException extends RuntimeException {

  /// What it means for whoever asked.
  public enum Kind {
    /// It will never work like this.
    REJECTED,
    /// It did not work; asking again may help, and does no harm.
    FAILED,
    /// Nobody knows whether it worked; asking again does no harm.
    UNKNOWN
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;

  private ProvisioningException(Kind kind, String code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  public static ProvisioningException rejected(String code, String message) {
    return new ProvisioningException(Kind.REJECTED, code, message);
  }

  public static ProvisioningException failed(String code, String message) {
    return new ProvisioningException(Kind.FAILED, code, message);
  }

  public static ProvisioningException unknown(String code, String message) {
    return new ProvisioningException(Kind.UNKNOWN, code, message);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  /// What people are told.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
