package io.sagasuite.messaging.inbox;

import io.vertx.mutiny.sqlclient.SqlConnection;

/// The one local transaction in which effects and recorded replies become durable together.
/// Handlers pass it on to their store; only stores look inside.
public record LocalTransaction(SqlConnection connection) {}
