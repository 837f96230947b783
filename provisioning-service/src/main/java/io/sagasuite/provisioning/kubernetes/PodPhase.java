package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.sagasuite.provisioning.instance.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far a pod is, in the words of the cluster: why it finds no node or cannot start, if it says
/// so, and otherwise its phase.
final class PodPhase {

  private static final int PHASE_LENGTH_MAX = 300;

  /// Reasons to wait that say no more than the phase `Pending`.
  private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");

  private PodPhase() {}

  static boolean isReady(List<Pod> pods) {
    return pods.stream().anyMatch(PodPhase::isReady);
  }

  static Readiness of(List<Pod> pods) {
    if (isReady(pods)) {
      return new Readiness(true, "Running");
    }
    return new Readiness(false, pods.isEmpty() ? "NotFound" : phase(pods.getFirst()));
  }

  private static boolean isReady(Pod pod) {
    return !Part.isGoing(pod)
        && condition(pod, "Ready").filter(c -> "True".equals(c.getStatus())).isPresent();
  }

  private static String phase(Pod pod) {
    if (Part.isGoing(pod)) {
      return "Terminating";
    }
    String phase =
        waiting(pod)
            .map(w -> explained(w.getReason(), w.getMessage()))
            .or(() ->
                condition(pod, "PodScheduled")
                    .filter(c -> "False".equals(c.getStatus()))
                    .map(c -> explained(c.getReason(), c.getMessage())))
            .or(() -> status(pod).map(PodStatus::getPhase))
            .orElse("Unknown");
    return phase.length() <= PHASE_LENGTH_MAX
        ? phase
        : phase.substring(0, PHASE_LENGTH_MAX) + "...";
  }

  /// Image pull errors, crash loops, missing Secrets.
  private static Optional<ContainerStateWaiting> waiting(Pod pod) {
    return status(pod).map(PodStatus::getContainerStatuses).stream()
        .flatMap(List<ContainerStatus>::stream)
        .flatMap(container -> Stream.ofNullable(container.getState()))
        .flatMap(state -> Stream.ofNullable(state.getWaiting()))
        .filter(waiting -> waiting.getReason() != null && !USUAL.contains(waiting.getReason()))
        .findFirst();
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    return status(pod).map(PodStatus::getConditions).stream()
        .flatMap(List<PodCondition>::stream)
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static Optional<PodStatus> status(Pod pod) {
    return Optional.ofNullable(pod.getStatus());
  }

  private static String explained(@Nullable String reason, @Nullable String message) {
    String why = Objects.requireNonNullElse(reason, "Pending");
    return message == null || message.isEmpty() ? why : why + ": " + message;
  }
}
