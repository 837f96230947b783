package io.sagasuite.messaging.contract;

/// A message that no later attempt could read either: it belongs in the dead-letter topic, with
/// this exception's message as the reason.
public final class UnreadableMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /// The reason is one sentence for a person; it never quotes the message, which may be private.
  public UnreadableMessageException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// Why it could not be read.
  public String reason() {
    return reason;
  }
}
