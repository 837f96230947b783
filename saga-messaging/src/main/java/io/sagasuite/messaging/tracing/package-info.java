/// Traces and log fields of sagas, for every service: spans of messages by OpenTelemetry's
/// conventions, where they are exported to, and the ids that a log line about a saga carries.
@NullMarked
package io.sagasuite.messaging.tracing;

import org.jspecify.annotations.NullMarked;
