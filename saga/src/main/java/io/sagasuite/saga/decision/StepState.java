package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One step of one saga: how far its command and its compensating command have come.
public record StepState(
    String name, Leg execute, Leg compensate, @Nullable Map<String, Object> output) {

  /// A step that has not started.
  public static StepState pending(String name) {
    return new StepState(name, Leg.IDLE, Leg.IDLE, null);
  }

  /// The status as the public contract names it; derived, so it cannot contradict the legs.
  public StepStatus status() {
    return switch (compensate.phase()) {
      case IN_FLIGHT, BACKING_OFF -> StepStatus.COMPENSATING;
      case SUCCEEDED -> StepStatus.COMPENSATED;
      case PARKED, FAILED -> StepStatus.PARKED;
      case IDLE, SKIPPED ->
          switch (execute.phase()) {
            case IDLE -> StepStatus.PENDING;
            case IN_FLIGHT -> StepStatus.EXECUTING;
            case BACKING_OFF -> StepStatus.RETRYING;
            case SUCCEEDED -> StepStatus.SUCCEEDED;
            case FAILED -> StepStatus.FAILED;
            case SKIPPED -> StepStatus.SKIPPED;
            case PARKED -> StepStatus.PARKED;
          };
    };
  }

  /// The leg of a direction.
  public Leg leg(Direction direction) {
    return direction == Direction.EXECUTE ? execute : compensate;
  }

  /// True when an effect of the forward command exists, or may exist and cannot be ruled out.
  public boolean mayBeEffective() {
    return execute.phase() == Leg.Phase.SUCCEEDED || execute.unknown();
  }

  @Nullable Instant nextDueAt() {
    return Stream.of(execute, compensate)
        .map(Leg::nextDueAt)
        .filter(due -> due != null)
        .min(Instant::compareTo)
        .orElse(null);
  }

  StepState with(Direction direction, Leg leg) {
    return direction == Direction.EXECUTE
        ? new StepState(name, leg, compensate, output)
        : new StepState(name, execute, leg, output);
  }

  StepState withOutput(Map<String, Object> result) {
    return new StepState(name, execute, compensate, result);
  }
}
