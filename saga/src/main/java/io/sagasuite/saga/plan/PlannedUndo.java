package io.sagasuite.saga.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One compensation of a dry run.
///
/// @param step the step that would be undone
/// @param participant who would get the command; null for a child saga
/// @param command the compensating command, or the child saga that would be undone
/// @param input rendered as far as it is known
public record PlannedUndo(
    String step, @Nullable String participant, String command, Map<String, Object> input) {}
