package io.sagasuite.messaging.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/// The names of all attributes that our spans carry.
///
/// Source: OpenTelemetry semantic conventions 1.37, messaging and Kafka; `saga.*` are our own.
public final class SpanAttributes {

  public static final AttributeKey<String> SAGA_ID = stringKey("saga.id");
  public static final AttributeKey<String> SAGA_DEFINITION = stringKey("saga.definition");
  public static final AttributeKey<String> SAGA_STEP = stringKey("saga.step");
  public static final AttributeKey<String> SAGA_DIRECTION = stringKey("saga.direction");
  public static final AttributeKey<Long> SAGA_ATTEMPT = longKey("saga.attempt");
  public static final AttributeKey<String> SAGA_OUTCOME = stringKey("saga.outcome");
  public static final AttributeKey<String> SAGA_STATUS = stringKey("saga.status");
  public static final AttributeKey<Long> SAGA_VERSION = longKey("saga.version");

  /// How many messages shared the transaction; the messaging conventions keep their own name for
  /// spans that stand for a whole batch.
  static final AttributeKey<Long> SAGA_BATCH_SIZE = longKey("saga.batch.size");

  /// The code of a failure, never its text, which may hold what nobody is to see.
  public static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

  static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
  static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
  static final AttributeKey<String> OPERATION_NAME = stringKey("messaging.operation.name");
  static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
  static final AttributeKey<String> MESSAGE_ID = stringKey("messaging.message.id");
  static final AttributeKey<String> CONVERSATION_ID =
      stringKey("messaging.message.conversation_id");
  static final AttributeKey<String> MESSAGE_KEY = stringKey("messaging.kafka.message.key");

  private SpanAttributes() {}
}
