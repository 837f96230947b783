package io.sagasuite.saga.decision;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one effect a decision has on the world: a command for a participant.
///
/// @param definition of the saga; tells those who observe, no participant
/// @param input the step's rendered input; a compensation receives the same
/// @param output for a compensation, what the step had answered; null when it never answered
public record SendCommand(
    UUID sagaId,
    String definition,
    String step,
    Direction direction,
    int attempt,
    String participant,
    String command,
    Map<String, Object> input,
    @Nullable Map<String, Object> output,
    @Nullable String traceparent) {}
