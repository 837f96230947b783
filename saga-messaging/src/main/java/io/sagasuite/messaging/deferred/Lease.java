package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;

/// The right to carry a command out and to record its result. It lapses unless it is renewed, and
/// is worth nothing once the command has been claimed again.
///
/// @param sends how often the command was claimed up to now
public record Lease(CommandMessage command, int sends) {}
