package io.sagasuite.orchestrator.api.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a dry run is to assume.
///
/// @param input of the saga; null = empty
/// @param from run this step and all that need it
/// @param to run this step and all that it needs
/// @param only run this step alone
/// @param version null = the newest
public record PlanRequest(
    @Nullable Map<String, Object> input,
    @Nullable String from,
    @Nullable String to,
    @Nullable String only,
    @Nullable Integer version) {}
