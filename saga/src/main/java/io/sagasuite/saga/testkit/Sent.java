package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.SendCommand;
import java.time.Instant;

/// A command that left a saga for the first time; its repetitions are not counted.
record Sent(Instant at, SendCommand command) {}
