package io.sagasuite.orchestrator.api.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person says along with an action. Which fields an action takes stands in [ActionReader].
///
/// @param reason why; kept in the journal
/// @param by who; null = the header `X-Operator`, and without one "operator"
/// @param step the step to try again or to skip
/// @param output of a skipped step, for those that refer to it
/// @param from where undoing begins
/// @param to where undoing ends
/// @param data that comes with a signal
public record ActionRequest(
    @Nullable String reason,
    @Nullable String by,
    @Nullable String step,
    @Nullable Map<String, Object> output,
    @Nullable String from,
    @Nullable String to,
    @Nullable Map<String, Object> data) {

  static final ActionRequest EMPTY = new ActionRequest(null, null, null, null, null, null, null);
}
