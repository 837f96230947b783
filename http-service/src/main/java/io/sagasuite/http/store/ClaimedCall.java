package io.sagasuite.http.store;

import io.sagasuite.http.call.CallKey;
import org.jspecify.annotations.Nullable;

/// A call that is ours to make.
///
/// @param input the call as JSON, secrets by their names
public record ClaimedCall(
    CallKey key, Lease lease, String host, String input, @Nullable String traceparent) {}
