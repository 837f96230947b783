package io.sagasuite.messaging.contract;

/// How large messages may be. Brokers and producers take twice as much, so that a message within
/// these bounds is never refused on the way and never holds up those behind it.
public final class MessageLimits {

  /// Most bytes of a message's value.
  public static final int VALUE_BYTES_MAX = 4 * 1024 * 1024;

  /// Most bytes that a producer sends at once: `max.request.size`, and the broker's
  /// `message.max.bytes`.
  public static final int REQUEST_BYTES_MAX = 2 * VALUE_BYTES_MAX;

  private MessageLimits() {}
}
