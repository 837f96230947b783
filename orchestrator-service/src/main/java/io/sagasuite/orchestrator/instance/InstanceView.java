package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.store.InstanceRow;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An instance as callers see it: its state from the sagas, its health from provisioning, and what
/// both know from whoever answers. It never holds a password.
///
/// @param postgresVersion as the server tells it; as asked for until it does
/// @param sagaId of the saga that makes the instance, or that deletes it
/// @param traceUrl where the trace of that saga is seen, null when nowhere
/// @param progress of that saga
public record InstanceView(
    String name,
    UUID instanceId,
    String state,
    String health,
    @Nullable String connectionString,
    @Nullable String dnsConnectionString,
    @Nullable String externalIp,
    String postgresVersion,
    Number storageSizeGb,
    Boolean useLoadBalancer,
    @Nullable String dnsLabel,
    String namespace,
    @Nullable String owner,
    @Nullable Number deploymentTimeSeconds,
    @Nullable InstanceFailure failure,
    @Nullable String traceUrl,
    UUID sagaId,
    List<Progress> progress,
    Instant createdAt,
    Instant updatedAt) {

  /// What went wrong, and at which step, if at one.
  public record InstanceFailure(@Nullable String step, String code, String message) {}

  /// How far a step has come.
  public record Progress(String step, String status, int attempts) {}

  private static final String UNKNOWN = "unknown";
  private static final String CONNECTION = "resolve-connection";

  /// The view; without a record when provisioning has none or is away.
  static InstanceView of(
      InstanceRow row, @Nullable ProvisionedInstance known, @Nullable String traceUrl) {
    InstanceState state = stateOf(row, known);
    boolean serves = state == InstanceState.RUNNING || isActive(row) && !isOver(state);
    SagaState current = row.current();
    return new InstanceView(
        row.name(),
        row.instanceId(),
        state.wire(),
        known == null || known.health() == null ? UNKNOWN : known.health(),
        serves
            ? text(known == null ? null : known.connectionString(), row, "connectionString")
            : null,
        serves
            ? text(known == null ? null : known.dnsConnectionString(), row, "dnsConnectionString")
            : null,
        serves ? text(known == null ? null : known.externalIp(), row, "externalIp") : null,
        versionOf(row, known),
        (Number) input(row, "storageSizeGb"),
        (Boolean) input(row, "useLoadBalancer"),
        (String) row.create().input().get("dnsLabel"),
        row.namespace(),
        row.owner(),
        output(row, "activate", "deploymentTimeSeconds") instanceof Number seconds ? seconds : null,
        failureOf(row, known),
        traceUrl,
        current.sagaId(),
        progressOf(current),
        row.create().createdAt(),
        current.updatedAt());
  }

  /// An instance whose data was lost is not running, whatever the saga that made it once found.
  private static InstanceState stateOf(InstanceRow row, @Nullable ProvisionedInstance known) {
    InstanceState state = InstanceState.of(row);
    boolean lost = state == InstanceState.RUNNING && known != null && known.isLost();
    return lost ? InstanceState.FAILED : state;
  }

  private static boolean isOver(InstanceState state) {
    return state == InstanceState.DELETED || state == InstanceState.FAILED;
  }

  private static boolean isActive(InstanceRow row) {
    StepState step = row.create().step("activate");
    return step != null && step.status() == StepStatus.SUCCEEDED;
  }

  private static Object input(InstanceRow row, String field) {
    return Objects.requireNonNull(row.create().input().get(field), field);
  }

  private static @Nullable Object output(InstanceRow row, String stepName, String field) {
    StepState step = row.create().step(stepName);
    return step == null || step.output() == null ? null : step.output().get(field);
  }

  private static @Nullable String text(@Nullable String known, InstanceRow row, String field) {
    return known == null && output(row, CONNECTION, field) instanceof String own ? own : known;
  }

  private static String versionOf(InstanceRow row, @Nullable ProvisionedInstance known) {
    if (known != null && known.postgresVersion() != null) {
      return known.postgresVersion();
    }
    Object told = output(row, "test-connection", "postgresVersion");
    return String.valueOf(told == null ? input(row, "postgresVersion") : told);
  }

  private static @Nullable InstanceFailure failureOf(
      InstanceRow row, @Nullable ProvisionedInstance known) {
    SagaState current = row.current();
    if (current.failure() != null) {
      return failure(current.failure().step(), current.failure().failure());
    }
    for (StepState step : current.steps()) {
      Leg parked =
          step.compensate().phase() == Leg.Phase.PARKED ? step.compensate() : step.execute();
      if (parked.phase() == Leg.Phase.PARKED && parked.failure() != null) {
        return failure(step.name(), parked.failure());
      }
    }
    if (known != null && known.isLost() && known.failure() != null) {
      return new InstanceFailure(
          null, String.valueOf(known.failure().code()), String.valueOf(known.failure().message()));
    }
    return null;
  }

  private static InstanceFailure failure(@Nullable String step, Failure failure) {
    return new InstanceFailure(step, failure.code(), failure.message());
  }

  private static List<Progress> progressOf(SagaState saga) {
    return saga.steps().stream()
        .map(step -> new Progress(step.name(), step.status().wire(), step.execute().attempt()))
        .toList();
  }
}
