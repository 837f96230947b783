package io.sagasuite.messaging.contract;

/// Header names of every message: CloudEvents 1.0 in Kafka binary mode, and W3C trace context.
///
/// Source: CloudEvents Kafka protocol binding 1.0.2; W3C Trace Context 1.
public final class MessageHeaders {

  public static final String CONTENT_TYPE = "content-type";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";

  /// The saga id, which is also the correlation id of every message of a saga.
  public static final String SUBJECT = "ce_subject";

  public static final String TIME = "ce_time";
  public static final String TRACEPARENT = "traceparent";

  /// On a dead letter: why it was set aside.
  public static final String DEAD_LETTER_REASON = "dead-letter-reason";

  /// On a dead letter: `topic-partition@offset` it was found at.
  public static final String DEAD_LETTER_PLACE = "dead-letter-place";

  private MessageHeaders() {}
}
