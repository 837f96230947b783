package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.SagaInput;
import java.util.UUID;

/// Something that may move a saga.
public record Trigger(UUID sagaId, SagaInput input) {}
