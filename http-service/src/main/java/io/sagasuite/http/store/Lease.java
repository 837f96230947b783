package io.sagasuite.http.store;

import java.util.UUID;

/// The right to make a call and to record its result. It lapses unless it is renewed, and is worth
/// nothing once the call has been claimed again.
///
/// @param sends how often the call was claimed up to now
public record Lease(UUID callId, int sends) {}
