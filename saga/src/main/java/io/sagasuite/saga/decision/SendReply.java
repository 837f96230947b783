package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import org.jspecify.annotations.Nullable;

/// What a saga answers to the saga that runs it.
public record SendReply(
    Parent parent, Asked asked, Outcome outcome, @Nullable String traceparent) {}
