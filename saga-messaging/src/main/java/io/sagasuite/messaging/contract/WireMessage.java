package io.sagasuite.messaging.contract;

import java.util.Map;

/// A message as it goes over the wire: the record's key and value, and its headers as text, which
/// travels as UTF-8.
@SuppressWarnings("ArrayRecordComponent") // the value goes straight to the socket, never compared
public record WireMessage(String key, byte[] value, Map<String, String> headers) {}
