package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.OperatorAction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person does to a saga of the test.
///
/// @param at since the start; null = when everything has come to rest
/// @param path the steps that lead to a child saga; empty = the saga under test
/// @param mayBeRefused a refusal is part of the test and no error
record Intervention(
    @Nullable Duration at, List<String> path, OperatorAction action, boolean mayBeRefused) {}
