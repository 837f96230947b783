package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import org.jspecify.annotations.Nullable;

/// The right to carry a command out and to record its result. It lapses unless it is renewed, and
/// is worth nothing once the command has been claimed again.
///
/// @param sends how often the command was claimed up to now
/// @param lane what it shares with others, if anything
/// @param resumed whether somebody else let their lease lapse, so that nobody knows what they did
public record Lease(CommandMessage command, int sends, @Nullable String lane, boolean resumed) {}
