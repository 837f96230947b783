package io.sagasuite.saga.decision;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of one saga, or one element of a step that runs over a list: how far its command and
/// its compensating command have come.
///
/// @param name the step's name; of an element `step[index]`
/// @param items how many elements the step was expanded into; they stand right behind it
public record StepState(
    String name, Leg execute, Leg compensate, @Nullable Map<String, Object> output, int items) {

  /// A step that has not started.
  public static StepState pending(String name) {
    return new StepState(name, Leg.IDLE, Leg.IDLE, null, 0);
  }

  /// The name of an element.
  static String elementName(String step, int index) {
    return step + "[" + index + "]";
  }

  /// The step that a name belongs to, which for an element is the step that was expanded.
  public static String stepOf(String name) {
    return name.endsWith("]") ? name.substring(0, name.indexOf('[')) : name;
  }

  /// The element's place in its list, or null for a step of its own.
  static @Nullable Integer indexOf(String name) {
    return name.endsWith("]")
        ? Integer.valueOf(name.substring(name.indexOf('[') + 1, name.length() - 1))
        : null;
  }

  /// The step of the definition that this state belongs to.
  public String step() {
    return stepOf(name);
  }

  /// The status as the public contract names it; derived, so it cannot contradict the legs.
  public StepStatus status() {
    return switch (compensate.phase()) {
      case IN_FLIGHT, BACKING_OFF, WAITING -> StepStatus.COMPENSATING;
      case SUCCEEDED -> StepStatus.COMPENSATED;
      case PARKED, FAILED -> StepStatus.PARKED;
      case IDLE, SKIPPED -> executeStatus();
    };
  }

  private StepStatus executeStatus() {
    return switch (execute.phase()) {
      case IDLE -> StepStatus.PENDING;
      case WAITING -> items > 0 ? StepStatus.EXECUTING : StepStatus.WAITING;
      case IN_FLIGHT -> StepStatus.EXECUTING;
      case BACKING_OFF -> StepStatus.RETRYING;
      case SUCCEEDED -> StepStatus.SUCCEEDED;
      case FAILED -> StepStatus.FAILED;
      case SKIPPED -> StepStatus.SKIPPED;
      case PARKED -> StepStatus.PARKED;
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

  /// True when nothing more will be done for it on the way forward.
  boolean isThrough() {
    return switch (execute.phase()) {
      case SUCCEEDED, FAILED, SKIPPED -> true;
      case IDLE, WAITING, IN_FLIGHT, BACKING_OFF, PARKED -> false;
    };
  }

  /// True while it can still move by itself; a step that was expanded moves through its elements.
  boolean isMoving() {
    return (items == 0 && execute.isActive()) || compensate.isActive();
  }

  /// The earliest due time of its legs; with `onlyInFlight` of what has been sent.
  @Nullable Instant nextDueAt(boolean onlyInFlight) {
    Instant forward = dueAt(execute, onlyInFlight);
    Instant back = dueAt(compensate, onlyInFlight);
    return forward == null || (back != null && back.isBefore(forward)) ? back : forward;
  }

  private static @Nullable Instant dueAt(Leg leg, boolean onlyInFlight) {
    return onlyInFlight && leg.phase() != Leg.Phase.IN_FLIGHT ? null : leg.nextDueAt();
  }

  StepState with(Direction direction, Leg leg) {
    return direction == Direction.EXECUTE
        ? new StepState(name, leg, compensate, output, items)
        : new StepState(name, execute, leg, output, items);
  }

  StepState withOutput(@Nullable Map<String, Object> result) {
    return new StepState(name, execute, compensate, result, items);
  }

  StepState withItems(int count) {
    return new StepState(name, execute, compensate, output, count);
  }
}
